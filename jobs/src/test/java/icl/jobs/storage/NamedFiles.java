package icl.jobs.storage;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Local files under a scheme of their own, for tests that look at what is asked of them. */
public abstract class NamedFiles extends LocalFiles {
    /** A configuration that knows these files by that scheme. */
    protected static Configuration configuration(String scheme, Class<? extends NamedFiles> files) {
        Configuration hadoop = new Configuration();
        hadoop.set("fs." + scheme + ".impl", files.getName());
        hadoop.setBoolean("fs." + scheme + ".impl.disable.cache", true);
        hadoop.set("icl.atomic-rename", scheme);
        return hadoop;
    }

    @Override
    public URI getUri() {
        return URI.create(getScheme() + ":///");
    }

    @Override
    public abstract String getScheme();

    @Override
    protected void checkPath(Path path) {}
}
