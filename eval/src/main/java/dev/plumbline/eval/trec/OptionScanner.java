package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a command line apart as {@code getopt_long} does: options may stand anywhere. */
final class OptionScanner {
    /** Receives what is found. */
    interface Receiver {
        /** An option by its letter, with its value or an empty text. */
        void option(char letter, String value);
    }

    private final String withValue;
    private final String withoutValue;
    private final Map<String, Character> longNames;

    OptionScanner(String withValue, String withoutValue, Map<String, Character> longNames) {
        this.withValue = withValue;
        this.withoutValue = withoutValue;
        this.longNames = longNames;
    }

    /** Tells the options to the receiver in their order and returns the other arguments. */
    List<String> scan(List<String> arguments, Receiver receiver) {
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            } else if (argument.startsWith("--")) {
                i += longOption(argument.substring(2), arguments, i, receiver);
            } else if (argument.startsWith("-") && argument.length() > 1) {
                i += letters(argument, arguments, i, receiver);
            } else {
                operands.add(argument);
            }
        }
        return operands;
    }

    private int longOption(String text, List<String> arguments, int at, Receiver receiver) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        char letter = letterOf(name);
        if (withoutValue.indexOf(letter) >= 0) {
            if (equals >= 0) {
                throw usage("option --" + name + " takes no value");
            }
            receiver.option(letter, "");
            return 0;
        }
        if (equals >= 0) {
            receiver.option(letter, text.substring(equals + 1));
            return 0;
        }
        receiver.option(letter, following(arguments, at, "--" + name));
        return 1;
    }

    private char letterOf(String name) {
        Character exact = longNames.get(name);
        if (exact != null) {
            return exact;
        }
        List<String> fitting =
                longNames.keySet().stream().filter(each -> each.startsWith(name)).toList();
        Character only = fitting.size() == 1 ? longNames.get(fitting.getFirst()) : null;
        if (only == null) {
            throw usage("there is no option --" + name);
        }
        return only;
    }

    private int letters(String argument, List<String> arguments, int at, Receiver receiver) {
        for (int i = 1; i < argument.length(); i++) {
            char letter = argument.charAt(i);
            if (withoutValue.indexOf(letter) >= 0) {
                receiver.option(letter, "");
            } else if (withValue.indexOf(letter) < 0) {
                throw usage("there is no option -" + letter);
            } else if (i + 1 < argument.length()) {
                receiver.option(letter, argument.substring(i + 1));
                return 0;
            } else {
                receiver.option(letter, following(arguments, at, "-" + letter));
                return 1;
            }
        }
        return 0;
    }

    private static String following(List<String> arguments, int at, String option) {
        if (at + 1 >= arguments.size()) {
            throw usage("option " + option + " needs a value");
        }
        return arguments.get(at + 1);
    }

    private static TrecFailure usage(String sentence) {
        return new TrecFailure(TrecFailure.USAGE, sentence);
    }
}
