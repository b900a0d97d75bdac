// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.job.storage.Place;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** For arguments that may be an address in a store. */
public final class PlaceConverter implements ITypeConverter<Path> {
    /** Called by picocli. */
    public PlaceConverter() {}

    @Override
    public Path convert(String text) {
        try {
            return Place.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
