package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator's own validator takes every deployment. */
final class OperatorCheck implements Check {

    private static final String OPERATOR = "org.apache.flink.kubernetes.operator.";

    private final Class<?> deployment;
    private final Object mapper;
    private final Object validator;

    OperatorCheck(Jars operator) throws ReflectiveOperationException {
        deployment = operator.load(OPERATOR + "api.FlinkDeployment");
        mapper = operator.load("com.fasterxml.jackson.databind.ObjectMapper")
                .getConstructor()
                .newInstance();
        Class<?> settings = operator.load("org.apache.flink.configuration.Configuration");
        Class<?> manager = operator.load(OPERATOR + "config.FlinkConfigManager");
        validator = operator.load(OPERATOR + "validation.DefaultValidator")
                .getConstructor(manager)
                .newInstance(manager.getConstructor(settings)
                        .newInstance(settings.getConstructor().newInstance()));
    }

    @Override
    public List<String> problems(List<JsonNode> objects) throws Exception {
        List<String> problems = new ArrayList<>();
        Method read = mapper.getClass().getMethod("readValue", String.class, Class.class);
        Method validate = validator.getClass().getMethod("validateDeployment", deployment);
        for (JsonNode object : objects) {
            if (Manifests.kind(object).equals("FlinkDeployment")) {
                Object theirs =
                        read.invoke(mapper, RequiredOperator.inOldWords(object).toString(), deployment);
                Optional<?> complaint = (Optional<?>) validate.invoke(validator, theirs);
                complaint.ifPresent(text -> problems.add(Manifests.called(object) + ": " + text));
            }
        }
        return problems;
    }
}
