package io.casework.workspace.administration;

import io.casework.organisation.Staffing;
import io.casework.procedure.ProcedureVersions;
import io.casework.procedure.ProcedureVersions.Version;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The versions of a procedure: what runs by which one, its files for Camunda Modeler, and the way back. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/procedures")
class ProceduresPage {

    private final ProcedureVersions procedures;
    private final Staffing staffing;

    ProceduresPage(ProcedureVersions procedures, Staffing staffing) {
        this.procedures = procedures;
        this.staffing = staffing;
    }

    /** A version in the list. */
    record Line(int number, Instant since, String by, long running, boolean newest) {
    }

    @GetMapping("/{key}")
    String procedure(@PathVariable String key, Model model) {
        return show(key, model);
    }

    /** Model and forms of a version in one archive. */
    @GetMapping("/{key}/{version}/files")
    ResponseEntity<byte[]> files(@PathVariable String key, @PathVariable int version) {
        Version wanted = known(key).stream().filter(one -> one.number() == version).findFirst().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip"))
                .header("Content-Disposition", "attachment; filename=\"" + wanted.key() + "-" + version + ".zip\"").body(procedures.archive(wanted));
    }

    @For(Audience.PROCEDURE_ADMINISTRATORS)
    @PostMapping("/{key}/restore")
    String restore(@PathVariable String key, @RequestParam int version, @RequestParam int newest, HttpServletRequest request, HttpServletResponse response, Model model) {
        known(key);
        return Refused.orAgain("restore", () -> {
            procedures.restore(key, version, newest);
            return "redirect:/pages/administration/procedures/" + key + "?saved";
        }, () -> show(key, model), request, response, model);
    }

    private String show(String key, Model model) {
        List<Version> versions = known(key);
        Map<String, String> names = staffing.namesOf(versions.stream().map(Version::by).toList());
        model.addAttribute("key", key);
        model.addAttribute("procedureName", versions.get(0).name());
        model.addAttribute("newest", versions.get(0).number());
        model.addAttribute("full", versions.size() == ProcedureVersions.LISTED);
        model.addAttribute("versions", versions.stream().map(one -> new Line(one.number(), one.since(), one.by().isEmpty() ? "没有记录" : ChangeLines.name(one.by(), names),
                one.running(), one == versions.get(0))).toList());
        return "pages/administration/procedure";
    }

    private List<Version> known(String key) {
        List<Version> versions = procedures.of(key);
        if (versions.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return versions;
    }
}
