package icl.jobs.commit;

import icl.jobs.commit.Manifest.Content;
import icl.jobs.schema.Table;
import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Folder;
import icl.jobs.storage.InParallel;
import icl.jobs.storage.Lease;
import icl.jobs.storage.StagedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes staged files batches of a table. Where folders are renamed in one step, all files are one batch. Elsewhere each is a batch
 * of its own, since only a single object appears whole: first its manifest, which readers pass by as long as it is alone.
 */
final class Publication {
    private final Folder staged;
    private final Folder root;

    /**
     * @param staged a folder of the writer's own that holds the files
     * @param root that of the tables
     */
    Publication(Folder staged, Folder root) {
        this.staged = staged;
        this.root = root;
    }

    /**
     * Publishes one batch, of one table after the other in their order; tables without files are left out.
     *
     * @throws IOException also when others may have taken the writer for dead: then nothing more comes in its place
     */
    void publish(String batch, Map<Table, Content> contents, Lease lease) throws IOException {
        List<Table> tables = contents.keySet().stream()
                .filter(table -> !contents.get(table).files().isEmpty())
                .toList();
        if (root.renamesFolders()) {
            rename(tables, InParallel.map(tables, table -> stage(table, batch, contents.get(table))), lease);
        } else {
            for (Table table : tables) {
                put(table, batch, contents.get(table), lease);
            }
        }
    }

    /** The last table follows when the others are on the disk. */
    private void rename(List<Table> tables, List<Folder> batches, Lease lease) throws IOException {
        for (int i = 0; i < tables.size(); i++) {
            if (i == tables.size() - 1) {
                force(tables.subList(0, i));
            }
            lease.require();
            batches.get(i)
                    .moveTo(root.in(tables.get(i).folder())
                            .in(batches.get(i).path().getName()));
        }
        force(tables.subList(tables.size() - 1, tables.size()));
    }

    private void force(List<Table> tables) throws IOException {
        InParallel.map(tables, table -> {
            root.in(table.folder()).force();
            return table;
        });
    }

    /** A batch that is whole, but not in its place. */
    Folder stage(Table table, String name, Content content) throws IOException {
        requireWhole(content);
        Folder batch = staged.in(table.folder()).in(name);
        List<StagedFile> parts = new ArrayList<>();
        for (int i = 0; i < content.files().size(); i++) {
            StagedFile part = content.files().get(i).called(String.format("part-%05d.parquet", i));
            staged.in(content.files().get(i).name()).moveTo(batch.in(part.name()));
            parts.add(part);
        }
        batch.in(Manifest.FILE)
                .write(ChecksummedJson.write(Manifest.of(table, name, Manifest.RENAMED, content.named(parts))));
        batch.force();
        return batch;
    }

    /** All files of a table at once: each is a batch of its own, and most of the time is spent waiting for the store. */
    private void put(Table table, String batch, Content content, Lease lease) throws IOException {
        requireWhole(content);
        List<Integer> files = IntStream.range(0, content.files().size()).boxed().toList();
        InParallel.map(files, root.calls(), i -> {
            putOne(table, batch + "-" + i, content.file(i), lease);
            return i;
        });
    }

    private void putOne(Table table, String name, Content content, Lease lease) throws IOException {
        Folder batch = root.in(table.folder()).in(name);
        StagedFile part = content.files().get(0).called(Manifest.SINGLE);
        Manifest manifest = Manifest.of(table, name, Manifest.PUT, content.named(List.of(part)));
        lease.require();
        if (!batch.in(Manifest.FILE).putNew(ChecksummedJson.write(manifest), staged)) {
            throw new IOException("Cannot publish " + batch + ": it exists");
        }
        lease.require();
        staged.in(content.files().get(0).name()).moveToFree(batch.in(part.name()));
    }

    /** By one listing: to ask for each file takes a call for each. */
    private void requireWhole(Content content) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        staged.list().forEach(file -> sizes.put(file.getPath().getName(), file.getLen()));
        for (StagedFile file : content.files()) {
            Long bytes = sizes.get(file.name());
            if (bytes == null || bytes != file.bytes()) {
                throw new IOException("Cannot publish " + staged.in(file.name()) + ": "
                        + (bytes == null ? "it is gone" : "it has " + bytes + " bytes of " + file.bytes()));
            }
        }
    }
}
