// SPDX-License-Identifier: Apache-2.0
/** Exact decimal numbers: parsing, scales and rounding without floating point. */
package io.deltabook.number;
