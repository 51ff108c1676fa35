package io.casework.casefile;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files are kept with cases.
 *
 * @param directory where they lie; no web server must serve it
 * @param maxSize how large one may be
 * @param maxPixels how many pixels a picture may have: what a file of a few kilobytes unfolds to is decided here before it is unfolded
 * @param maxPerCase how many a case may have
 */
@ConfigurationProperties("casework.attachments")
record AttachmentProperties(Path directory, @DefaultValue("20MB") DataSize maxSize, @DefaultValue("50000000") long maxPixels,
        @DefaultValue("300") int maxPerCase) {
}
