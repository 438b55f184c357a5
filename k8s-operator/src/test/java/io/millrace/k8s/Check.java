package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Looks through the objects of one overlay. */
interface Check {

    /** What is wrong, a sentence each; empty when nothing is. */
    List<String> problems(List<JsonNode> objects) throws Exception;
}
