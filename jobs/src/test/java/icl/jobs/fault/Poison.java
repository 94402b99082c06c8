package icl.jobs.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import icl.jobs.schema.ErrorKind;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Sampling;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the computation of a cell may do instead of its work. */
public enum Poison {
    THROWS(ErrorKind.EXCEPTION) {
        @Override
        Estimate estimate(double risk) {
            throw new IllegalStateException("poison");
        }
    },
    STACK(ErrorKind.STACK) {
        @Override
        @SuppressWarnings("InfiniteRecursion") // meant
        Estimate estimate(double risk) {
            return estimate(risk + 1);
        }
    },
    MEMORY(ErrorKind.MEMORY) {
        @Override
        Estimate estimate(double risk) {
            List<byte[]> bomb = new ArrayList<>();
            while (!Thread.interrupted()) {
                bomb.add(new byte[1 << 20]);
            }
            return Estimate.of(bomb.size(), "bomb");
        }
    },
    ENDLESS(ErrorKind.TIMEOUT) {
        @Override
        Estimate estimate(double risk) {
            long turns = 0;
            while (turns >= 0) { // for as long as anyone waits, whoever interrupts
                turns = turns + 1 & Long.MAX_VALUE;
            }
            return Estimate.of((double) turns, "endless");
        }
    },
    NAN(ErrorKind.NOT_FINITE) {
        @Override
        Estimate estimate(double risk) {
            return Estimate.of(risk * Double.NaN, "nan");
        }
    },
    INFINITE(ErrorKind.NOT_FINITE) {
        @Override
        Estimate estimate(double risk) {
            return Estimate.of(risk, "infinite").withSampling(Sampling.of(1 / 0.0, 0, 1, 1, 1));
        }
    },
    EXIT(ErrorKind.CRASH) {
        @Override
        Estimate estimate(double risk) {
            System.exit(7);
            return Estimate.of(risk, "exit");
        }
    },
    GARBAGE(ErrorKind.CRASH) {
        @Override
        Estimate estimate(double risk) {
            try {
                new FileOutputStream(FileDescriptor.out).write("a native library says hello\n".getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Estimate.of(risk, "garbage");
        }
    },
    NATIVE(ErrorKind.CRASH) {
        @Override
        Estimate estimate(double risk) {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            return Estimate.of(risk, "native");
        }
    },
    NOTHING(ErrorKind.EXCEPTION) {
        @Override
        Estimate estimate(double risk) {
            return null;
        }
    },
    /** No poison, but a cell that says much. */
    PRINTS() {
        @Override
        Estimate estimate(double risk) {
            System.out.println("a cell of length 1 says hello");
            return Estimate.of(risk, "prints");
        }
    },
    /** No poison, but slow. */
    SLEEPS() {
        @Override
        Estimate estimate(double risk) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Estimate.of(risk, "sleeps");
        }
    };

    /** Those that cost their row. */
    static final List<Poison> DEADLY = List.of(THROWS, STACK, MEMORY, ENDLESS, NAN, INFINITE, EXIT, GARBAGE, NOTHING);

    private final Optional<ErrorKind> kind;

    Poison(ErrorKind kind) {
        this.kind = Optional.of(kind);
    }

    Poison() {
        this.kind = Optional.empty();
    }

    abstract Estimate estimate(double risk);

    /** What the row of such a cell says. */
    ErrorKind kind() {
        return kind.orElseThrow();
    }
}
