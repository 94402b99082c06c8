package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.text.Excerpts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a {@code where}, read one after the other. */
final class WhereTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+" // 1: number, 2: word, 3: text in quotes, 4: operator
                    + "|((?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
                    + "|([A-Za-z_][A-Za-z_0-9]*)"
                    + "|'([^']*)'"
                    + "|(<=|>=|!=|[=<>+*/(),-])");

    /** What a token is; the order is that of the groups of the pattern. */
    enum Type {
        NUMBER,
        WORD,
        TEXT,
        OPERATOR,
        END
    }

    private record Token(Type type, String text, int column) {}

    private final Mark mark;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    WhereTokens(Mark mark, String text) {
        this.mark = mark;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.regionStart() < text.length()) {
            if (!matcher.lookingAt()) {
                tokens.add(new Token(Type.OPERATOR, text.substring(matcher.regionStart()), matcher.regionStart() + 1));
                throw unexpectedAt(
                        tokens.size() - 1, "a name, a number, a 'text' or one of = != < <= > >= + - * / ( ) ,");
            }
            add(matcher);
            matcher.region(matcher.end(), text.length());
        }
        tokens.add(new Token(Type.END, "the end", text.length() + 1));
    }

    private void add(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                tokens.add(new Token(Type.values()[group - 1], matcher.group(group), matcher.start() + 1));
            }
        }
    }

    Type type() {
        return tokens.get(at).type();
    }

    /** The current token; of a text what stands between its quotes. The next one becomes current. */
    String take() {
        return tokens.get(at++).text();
    }

    boolean isAt(String expected) {
        Token token = tokens.get(at);
        return (token.type() == Type.OPERATOR || token.type() == Type.WORD)
                && token.text().equals(expected);
    }

    /** Whether the current token is this word or operator; if so, the next one becomes current. */
    boolean skip(String expected) {
        boolean found = isAt(expected);
        at += found ? 1 : 0;
        return found;
    }

    void require(String expected) {
        if (!skip(expected)) {
            throw unexpected("'" + expected + "'");
        }
    }

    /** The refusal of the current token. */
    Invalid unexpected(String wanted) {
        return unexpectedAt(at, wanted);
    }

    private Invalid unexpectedAt(int token, String wanted) {
        Token found = tokens.get(token);
        String shown = found.type() == Type.END ? "the end" : Excerpts.text(found.text());
        return mark.invalid(
                "Cannot read where: " + shown + " at column " + found.column() + " (must be " + wanted + ")");
    }

    /** The refusal of the token before the current one, for a reason of its own. */
    Invalid refused(String problem) {
        return mark.invalid("Cannot read where: " + problem + " at column "
                + tokens.get(at - 1).column());
    }

    Mark mark() {
        return mark;
    }
}
