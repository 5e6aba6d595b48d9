import FEEL

/// What generated texts are made of: names, literals at the edges, odd characters.
enum FuzzWords {
    /// The names in scope, with their types.
    static let scope: [(String, FEELType)] = [
        ("x", .number), ("Current score", .number), ("a-b", .number), ("s", .string),
        ("flag", .boolean), ("d", .date), ("dt", .dateTime), ("t", .time), ("ym", .yearsDuration),
        ("dd", .daysDuration), ("numbers", .list(.number)), ("list of names", .list(.string)),
        ("ctx", person), ("people", .list(person)), ("anything", .any),
        ("f", .function([.number], .number)), ("r", .range(.number)), ("date", .date),
        ("if any", .boolean),
    ]

    private static let person = FEELType.context([
        .init("a", .number), .init("first name", .string), .init("born", .date),
        .init("inner", .context([.init("a", .number), .init("list", .list(.number))])),
    ])

    /// Names that stand in expressions: those in scope, members, and some that are nowhere.
    static let names =
        scope.map(\.0) + [
            "item", "partial", "?", "a", "first name", "born", "inner", "list", "year", "month",
            "time offset", "timezone", "start", "end included", "days", "unknown", "Current", "é",
            "名",
            "x.y", "a - b", "𝒳", "end", "seconds", "weekday",
        ]

    static let variables = ["i", "j", "x", "item", "n", "y z", "in-put", "partial", "or else", "é"]

    static let functions = builtinFunctionNames

    static let types = [
        "number", "string", "boolean", "date", "time", "date and time", "Any", "Null", "function",
        "days and time duration", "years and months duration", "list", "context", "range",
        "list<number>", "list<list<string>>", "context<a: number, b c: string>",
        "range<date>", "function<number>->string", "function<>->Any", "unknown.type", "list<",
        "dayTimeDuration", "Null>",
    ]

    static let numbers = [
        "0", "1", "2", "10", "0.1", ".5", "1e3", "1E-3", "12.50", "007", "1e6144", "1e-6176",
        "9999999999999999999999999999999999", "1e99999999999999999999", "9223372036854775807",
        "9223372036854775808", "18446744073709551616", "1.0000000000000000000000000000000005",
        "99999999999999999999999999999999995", "0e9", "1.", "1..2", "1e", "0.30000000000000004",
        "170141183460469231731687303715884105728", "1e-6144", "4294967296", "2147483648",
    ]

    static let temporals = [
        "2026-06-30", "-0001-01-01", "999999999-12-31", "-999999999-01-01", "2024-02-29",
        "2023-02-29", "10000-01-01", "02026-01-01", "2026-06-30T10:30:00",
        "2026-06-30T24:00:00Z", "2026-06-30T23:59:59.999999999+14:00",
        "2026-03-29T01:30:00@Europe/London", "2026-10-25T01:30:00@Europe/London",
        "999999999-12-31T23:59:59@Pacific/Auckland", "10:30:00", "23:59:60", "00:00:00Z",
        "10:30:00@Etc/UTC", "10:30:00+01:00:30", "10:30:00.123456789123", "-PT1S", "P1D",
        "PT9223372036854775807S", "-P9223372036854775807D", "P1Y2M", "-P9223372036854775807M",
        "P999999999999Y", "P", "PT", "P1DT", "PT0.000000001S", "P1Y1D", "PT36H", "",
        "9999999999-01-01", "2026-06-30T10:30:00@No/Such", "PT1.5H",
    ]

    static let strings = [
        "", "a", "abc", "Ab C", "é", "e\u{301}", "\u{1F600}", "a\nb", "\\u0041", "\\uD83D\\uDE00",
        "\\uD83D", "\\U01F600", "\\", "\\\"", "\u{0}", "\u{FEFF}x", "ß", "İ", "K", "\u{202E}x",
        "[1..2]",
        "(a|a)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a+)+$", "x{1000}", "[a-z-[aeiou]]", "\\\\p{Lu}",
        "(a)\\\\1", "$1", "-1", "1,000.5", "2026-06-30", "P1D", "list", "a;b;;c", "(", "[", "(?:a)",
    ]

    static let flags = ["", "i", "s", "m", "x", "q", "ismx", "z", "ii"]

    static let oddities = [
        "\u{0}", "\u{FEFF}", "\u{200B}", "\u{2028}", "\u{A0}", "\u{180E}", "\u{301}", "\u{FFFF}",
        "\u{10FFFF}", "\u{E0001}", "//", "/*", "*/", "\\", "'", "`", "#", "@", "..", "...", "->",
        "\r\n", "\t", "𝟙", "٣", "\u{202E}", "ﬀ", "İ",
    ]

    /// The words and symbols of the grammar.
    static let tokens = [
        "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "+", "-", "*", "/", "**", "=", "!=", "<",
        "<=", ">", ">=", "\"", "@", "?", "and", "or", "not", "in", "between", "if", "then", "else",
        "for", "return", "some", "every", "satisfies", "instance", "of", "function", "external",
        "null", "true", "false", "item", "partial", "1", "0", "x", "a", "@\"P1D\"", "->", " ",
    ]
}
