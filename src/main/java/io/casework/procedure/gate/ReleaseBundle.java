package io.casework.procedure.gate;

import java.util.List;
import java.util.Map;

/**
 * A part of the release that is deployed as one: a process with its forms, or a file of decisions.
 *
 * @param kind process or decision
 * @param key process id, or id of the decision after which the file is named
 * @param definitions ids of all definitions in it
 * @param resources file name to content
 * @param hash fingerprint of the content
 */
record ReleaseBundle(ReleaseReport.Kind kind, String key, List<String> definitions, Map<String, byte[]> resources, String hash) {

    static ReleaseBundle of(ReleaseReport.Kind kind, String key, List<String> definitions, Map<String, byte[]> resources) {
        return new ReleaseBundle(kind, key, List.copyOf(definitions), resources, ContentHash.of(resources));
    }
}
