package icl.jobs.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://AKIA:hunter2@bucket/results",
                "Cannot read hdfs://me:hunter2@host:8020/x: no such file",
                "https://hunter2@host/x",
                "abfss://me:hunter2@account.dfs.core.windows.net/x",
                "xabfss://hunter2@host/x",
                "--conf spark.hadoop.fs.s3a.secret.key=hunter2",
                "--conf=spark.hadoop.fs.s3a.secret.key=hunter2",
                "spark.hadoop.fs.s3a.access.key=hunter2, spark.x=1",
                "spark.ssl.keyStorePassword=hunter2",
                "spark.ssl.keyPassword = hunter2",
                "PASSWORD=hunter2",
                "spark.hadoop.fs.azure.account.key.x.dfs.core.windows.net=hunter2==",
                "spark.hadoop.fs.azure.sas.c.a.blob.core.windows.net=hunter2",
                "spark.hadoop.fs.s3a.session.token=hunter2",
                "spark.authenticate.secret=hunter2",
                "spark.hadoop.google.cloud.auth.service.account.private.key=hunter2",
                "spark.kubernetes.authenticate.driver.oauthToken=hunter2",
                "my_credentials='hunter2'",
                "my_credentials=\"hunter2 hunter2\"",
                "https://a.blob.core.windows.net/c?sv=1&sig=hunter2&se=2"
            })
    void secretsAreHidden(String text) {
        assertThat(Secrets.hidden(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "results/quickstart",
                "hdfs://host:8020/results",
                "icl query abfss://my-container@account.dfs.core.windows.net/results",
                "wasbs://$root@account.blob.core.windows.net/results",
                "local[2]",
                "Invalid alpha: 1.5 (must be in [0, 1])",
                "Syntax error at or near 'token'",
                "spark.executor.memory=2g",
                "me@example.org"
            })
    void theRestStays(String text) {
        assertThat(Secrets.hidden(text)).isEqualTo(text);
    }

    @Test
    void whatStandsAroundASecretStays() {
        assertThat(Secrets.hidden("Cannot read s3a://AKIA:hunter2@bucket/x"))
                .isEqualTo("Cannot read s3a://***@bucket/x");
        assertThat(Secrets.hidden("spark.a.secret=hunter2, spark.b=1")).isEqualTo("spark.a.secret=***, spark.b=1");
    }

    @Test
    void anArgumentIsHiddenToItsEnd() {
        assertThat(Secrets.hidden(
                        List.of("sweep", "x.yaml", "--", "--conf", "spark.a.password=hunter 2", "--master", "yarn")))
                .isEqualTo("sweep x.yaml -- --conf spark.a.password=*** --master yarn");
        assertThat(Secrets.hidden(List.of("--conf=spark.a.password=hunter 2", "b")))
                .isEqualTo("--conf=spark.a.password=*** b");
    }
}
