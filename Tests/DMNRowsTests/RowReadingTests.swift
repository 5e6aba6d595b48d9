import DMNRows
import FEEL
import Tables
import Testing

@Suite("JSON Lines, read") struct JSONLinesParserTests {
    private func lines(_ text: String, piece: Int = 1 << 20) throws -> [JSONLinesParser.Record] {
        var parser = JSONLinesParser()
        var found: [JSONLinesParser.Record] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try parser.feed(bytes[start..<min(start + piece, bytes.count)]) { found.append($0) }
        }
        try parser.finish { found.append($0) }
        return found
    }

    @Test("Numbers keep their digits, members their order and their places")
    func reads() throws {
        let text =
            "\u{FEFF}{\"b\": 0.10, \"a\": [1e400, null, {\"x\": true}]}\r\n\n{\"é\": \"\\u00e9\\ud83d\\ude00\\n\"}"
        for piece in [1, 5, 1 << 20] {
            let found = try lines(text, piece: piece)
            #expect(found.map(\.line) == [1, 3])
            #expect(found[0].members.map(\.key) == ["b", "a"])
            #expect(found[0].members.map(\.column) == [7, 18])
            #expect(found[0].members[0].value == .number("0.10"))
            #expect(found[1].members[0].value == .string("é😀\n"))
        }
    }

    private static let broken: [(String, String)] = [
        ("{}\n[1]\n", "f:2:1: error: the line is no JSON object; "),
        ("{}\n{\"a\": 01}\n", "f:2:8: error: a number does not begin with 0; "),
        ("{\"a\": 1, \"a\": 2}", "f:1:10: error: the key \"a\" stands twice in one object; "),
        ("{\"a\": 1} x", "f:1:10: error: something follows the JSON value; "),
        ("{\"a\": \"\\ud800\"}", "f:1:14: error: half of a character pair stands alone; "),
        ("{\"a\": nil}", "f:1:7: error: this is no JSON value; "),
        ("{\"a\": \"x", "f:1:9: error: a text is not closed; "),
        ("{\"a\": 1.}", "f:1:9: error: a number wants a digit after its point; "),
        ("{\"a\"", "f:1:5: error: a key wants a colon here; "),
        (
            "{\"a\": " + String(repeating: "[", count: 10_000)
                + String(repeating: "]", count: 10_000) + "}",
            "f:1:206: error: lists and objects nest more than 200 deep here; "
        ),
        ("{\"a\": 1\0}", "f:1:8: error: there is a NUL byte here; "),
    ]

    // By number: a text of 20,000 brackets is not to be printed.
    @Test("What is not JSON Lines is an error with its place", arguments: broken.indices)
    func refuses(number: Int) throws {
        let (text, message) = Self.broken[number]
        let error = #expect(throws: RowError.self) { try lines(text) }
        #expect(
            error?.description(in: "f").hasPrefix(message) == true,
            "\(error.map { $0.description(in: "f") } ?? "")")
    }
}

@Suite("Cells, as an input's type has them") struct CellTypingTests {
    private func shown(_ reading: CellTyping.Reading) -> String {
        switch reading {
        case .value(let value): "\(value)"
        case .misfit(let why): "misfit: \(why)"
        case .inexact(let why): "inexact: \(why)"
        }
    }

    private static let months = FEELType.context([
        .init("from", .date), .init("months", .number),
    ])

    private static let texts: [(String, FEELType, String)] = [
        ("", .string, "null"),
        ("", .number, "null"),
        (" 15 ", .number, "15"),
        ("-0.1", .number, "-0.1"),
        ("+1e3", .number, "1000"),
        ("1234567890123456789012345678901234", .number, "1234567890123456789012345678901234"),
        (
            "12,5", .number,
            "misfit: \"12,5\" is no number: write digits, with a point before decimals"
        ),
        (
            "0x10", .number,
            "misfit: \"0x10\" is no number: write digits, with a point before decimals"
        ),
        (
            "12345678901234567890123456789012345678912", .number,
            "inexact: \"1234567890123456789012345678901234567...\" has 41 digits, and a FEEL number holds 34"
        ),
        ("1e9999999", .number, "inexact: \"1e9999999\" is beyond the numbers that FEEL has"),
        ("1e-9999999", .number, "inexact: \"1e-9999999\" is beyond the numbers that FEEL has"),
        ("YES", .boolean, "true"),
        ("no", .boolean, "false"),
        ("1", .boolean, "misfit: \"1\" is no boolean: write true or false, yes or no"),
        ("2026-06-30", .date, "@\"2026-06-30\""),
        ("date(\"2026-06-30\")", .date, "@\"2026-06-30\""),
        ("2026-02-30", .date, "misfit: \"2026-02-30\" is no date: write 2026-06-30"),
        ("30/06/2026", .date, "misfit: \"30/06/2026\" is no date: write 2026-06-30"),
        ("09:30:00", .time, "@\"09:30:00\""),
        ("2026-06-30T09:30:00Z", .dateTime, "@\"2026-06-30T09:30:00Z\""),
        ("P30D", .daysDuration, "@\"P30D\""),
        ("P1Y", .yearsDuration, "@\"P1Y\""),
        ("P1Y", .daysDuration, "misfit: \"P1Y\" is no days and time duration: write P30D or PT12H"),
        (" a ", .string, "\" a \""),
        ("'=1+1", .string, "\"=1+1\""),
        ("[\"a\", \"b\"]", .list(.string), "[\"a\", \"b\"]"),
        ("[@\"2026-06-30\"]", .list(.date), "[@\"2026-06-30\"]"),
        ("[\"2026-06-30\"]", .list(.date), "[@\"2026-06-30\"]"),
        ("a", .list(.string), "[\"a\"]"),
        ("[1, 0.1]", .list(.number), "[1, 0.1]"),
        ("{\"from\": \"2026-06-30\", \"months\": 3}", months, "{from: @\"2026-06-30\", months: 3}"),
        ("{from: @\"2026-06-30\", months: 3}", months, "{from: @\"2026-06-30\", months: 3}"),
        ("{\"from\": \"2026-06-30\"}", months, "misfit: it has no member \"months\""),
        ("[1, 2", .list(.any), "misfit: \"[1, 2\" is no list: write it as JSON or as FEEL does"),
        ("15", .any, "15"),
        ("007", .any, "\"007\""),
        ("true", .any, "true"),
        ("[1, 2]", .any, "[1, 2]"),
        ("plain", .any, "\"plain\""),
    ]

    @Test("A text is read by the type", arguments: texts)
    func text(text: String, type: FEELType, wanted: String) {
        #expect(shown(CellTyping.read(text, as: type)) == wanted)
    }

    private static let trees: [(String, FEELType, String)] = [
        ("0.1", .number, "0.1"),
        ("\"15\"", .number, "misfit: the text \"15\" is no number"),
        ("\"15\"", .string, "\"15\""),
        ("15", .string, "misfit: \"15\" is no string"),
        ("true", .boolean, "true"),
        ("\"yes\"", .boolean, "misfit: the text \"yes\" is no boolean"),
        ("\"2026-06-30\"", .date, "@\"2026-06-30\""),
        ("\"2026-06-30\"", .any, "\"2026-06-30\""),
        ("null", .number, "null"),
        ("[1, null]", .list(.number), "[1, null]"),
        ("1", .list(.number), "[1]"),
        (
            "{\"from\": \"2026-06-30\", \"months\": 3, \"more\": 1}", months,
            "{from: @\"2026-06-30\", months: 3, more: 1}"
        ),
        ("1e9999999", .any, "inexact: \"1e9999999\" is beyond the numbers that FEEL has"),
    ]

    @Test("A JSON value is read by the type", arguments: trees)
    func tree(text: String, type: FEELType, wanted: String) throws {
        let tree = try JSONTree.parse(Array(text.utf8), line: 1)
        #expect(shown(CellTyping.read(tree, as: type)) == wanted)
    }

    @Test(
        "A head is for the input of its name, else for the one that differs in case and space only")
    func heads() {
        let matcher = HeadMatcher(inputs: ["printed score", "Score", "score", "a b", "ab"])
        #expect(matcher.input(named: "Printed Score") == 0)
        #expect(matcher.input(named: " PRINTEDSCORE ") == 0)
        #expect(matcher.input(named: "score") == 2)
        #expect(matcher.input(named: "SCORE") == nil)
        #expect(matcher.input(named: "AB") == nil)
        #expect(matcher.input(named: "printed_score") == nil)
    }
}
