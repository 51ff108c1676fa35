package io.casework.report.imports;

import io.casework.report.ImportField;
import io.casework.report.ImportKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The kinds of import by their code. */
@Component
public class Kinds {

    private final Map<ImportKind, Kind<?>> kinds = new EnumMap<>(ImportKind.class);

    Kinds(List<Kind<?>> all) {
        all.forEach(kind -> kinds.put(kind.kind(), kind));
    }

    Kind<?> of(ImportKind kind) {
        return kinds.get(kind);
    }

    /** The columns that a kind knows. */
    public List<ImportField> fields(ImportKind kind) {
        return of(kind).fields().stream().map(Field::view).toList();
    }
}
