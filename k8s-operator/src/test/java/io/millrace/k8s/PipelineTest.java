package io.millrace.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The release pipeline, without a GitLab. */
class PipelineTest {

    @Test
    void it_holds_together() throws Exception {
        assertThat(new Pipeline(Manifests.YAML.readTree(text()), Manifests.HOME).problems())
                .isEmpty();
    }

    @Test
    void staging_and_prod_wait_for_a_person() throws Exception {
        JsonNode pipeline = Manifests.YAML.readTree(text());
        for (String job : new String[] {"deploy-staging", "deploy-prod"}) {
            assertThat(pipeline.path(job).path("rules"))
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.path("when").asText()).isEqualTo("manual"));
        }
        assertThat(pipeline.at("/deploy-prod/needs/0").asText()).isEqualTo("deploy-staging");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage: manifests | stage: manifest | of a stage that is not there: manifest",
                "extends: .deploy | extends: .deployment | extends .deployment",
                "needs: [deploy-staging] | needs: [deploy-stage] | needs deploy-stage",
                "interruptible: false | interuptible: false | unknown keyword interuptible",
                "when: manual | when: manually | runs when manually",
                "- .ci/run | - .ci/test | uses .ci/test",
                "k8s-operator/Dockerfile | k8s-operator/docker/Dockerfile | uses k8s-operator/docker/Dockerfile",
                "-pl k8s-operator | -pl operator | builds operator"
            })
    void a_planted_mistake_is_found(String right, String wrong, String words) throws Exception {
        assertThat(text()).contains(right);
        JsonNode planted = Manifests.YAML.readTree(text().replace(right, wrong));
        assertThat(new Pipeline(planted, Manifests.HOME).problems())
                .anySatisfy(problem -> assertThat(problem).contains(words));
    }

    private static String text() throws Exception {
        return Files.readString(Manifests.HOME.resolve(".gitlab-ci.yml"));
    }
}
