package icl.core.text;

/**
 * Escapes characters that break the line, change the direction of writing or control a terminal. They are written as
 * {@code \}{@code u001b}, as in JSON, so that the meaning of JSON text is unchanged.
 */
public final class ControlCharacters {
    private ControlCharacters() {}

    /** The text with its control characters escaped. */
    public static String of(String text) {
        return text.codePoints().allMatch(ControlCharacters::isVisible) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                for (char half : Character.toChars(c)) {
                    shown.append(String.format("\\u%04x", (int) half));
                }
            }
        });
        return shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
