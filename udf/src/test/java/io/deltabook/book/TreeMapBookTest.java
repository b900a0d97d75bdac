// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

final class TreeMapBookTest implements BookContract {
    @Override
    public Book newBook() {
        return new TreeMapBook();
    }
}
