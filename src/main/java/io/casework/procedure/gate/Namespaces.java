package io.casework.procedure.gate;

import java.util.Set;

/** The XML namespaces of model files. */
final class Namespaces {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA_BPMN = "http://camunda.org/schema/1.0/bpmn";
    static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** Where things stand in the picture: the engine takes no behaviour from these. */
    static final Set<String> BPMN_PICTURE = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    static final Set<String> DMN = Set.of(
            "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
            "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
            "http://www.omg.org/spec/DMN/20180521/MODEL/",
            "https://www.omg.org/spec/DMN/20191111/MODEL/",
            "https://www.omg.org/spec/DMN/20211108/MODEL/",
            "https://www.omg.org/spec/DMN/20230324/MODEL/");

    static final Set<String> DMN_PICTURE = Set.of(
            "http://www.omg.org/spec/DMN/20180521/DI/",
            "http://www.omg.org/spec/DMN/20180521/DC/",
            "http://www.omg.org/spec/DMN/20180521/DMNDI/",
            "https://www.omg.org/spec/DMN/20191111/DMNDI/",
            "https://www.omg.org/spec/DMN/20230324/DMNDI/",
            "http://dmn.io/schema/dmn/biodi/1.0",
            "http://dmn.io/schema/dmn/biodi/2.0");

    private Namespaces() {
    }
}
