import Tables
import Testing

/// The records of a CSV text as texts, fed in pieces of a size.
private func records(
    _ text: String, separator: UInt8? = nil, piece: Int = 1 << 20
) throws -> [[String]] {
    try records(Array(text.utf8), separator: separator, piece: piece)
}

private func records(
    _ bytes: [UInt8], separator: UInt8? = nil, piece: Int = 1 << 20
) throws -> [[String]] {
    var parser = CSVParser(separator: separator)
    var found: [[String]] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
        try parser.feed(bytes[start..<min(start + piece, bytes.count)]) {
            found.append($0.fields.map(\.text))
        }
    }
    try parser.finish { found.append($0.fields.map(\.text)) }
    return found
}

@Suite("CSV, read") struct CSVParserTests {
    private static let texts: [(String, [[String]])] = [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("\"a,x\";b\n1;2\n", [["a,x", "b"], ["1", "2"]]),
        (
            "a,b\n\"two\r\nlines\",\"say \"\"no\"\"\"\n",
            [["a", "b"], ["two\r\nlines", "say \"no\""]]
        ),
        ("a,b\n,\n\"\",x\n", [["a", "b"], ["", ""], ["", "x"]]),
        ("a\n\n1\n", [["a"], [""], ["1"]]),
        ("é,ü\nß,€\n", [["é", "ü"], ["ß", "€"]]),
        ("", []),
    ]

    @Test(
        "Marks, line ends, quotes and separators are read, in pieces of any size", arguments: texts)
    func reads(text: String, wanted: [[String]]) throws {
        for piece in [1, 2, 3, 7, 1 << 20] {
            #expect(try records(text, piece: piece) == wanted, "pieces of \(piece)")
        }
    }

    @Test("A separator that is named is not guessed")
    func named() throws {
        #expect(try records("a;b,c\n", separator: UInt8(ascii: ",")) == [["a;b", "c"]])
    }

    @Test("Fields know their line and the character they begin at")
    func places() throws {
        var parser = CSVParser()
        var found: [String] = []
        let bytes = Array("é,\"x\ny\",z\nq,r,s\n".utf8)
        try parser.feed(bytes) { record in
            found.append("\(record.line)")
            found += record.fields.map { "\($0.line):\($0.column)" }
        }
        #expect(found == ["1", "1:1", "1:3", "2:4", "3", "3:1", "3:3", "3:5"])
    }

    private static let broken: [([UInt8], String)] = [
        (
            Array("a,b\n1,\"2\n".utf8),
            "f:2:3: error: a quote is opened here and never closed; close it, or double it"
        ),
        (
            Array("a\n\"1\"2\n".utf8),
            "f:2:4: error: text follows the quote that closes a field; double the quotes inside a field"
        ),
        (
            Array("a,b\n1,".utf8) + [0xFF] + Array("\n".utf8),
            "f:2:3: error: the field is not UTF-8; save the file as \"CSV UTF-8\""
        ),
        (
            Array("a\n1\0\n".utf8),
            "f:2:2: error: there is a NUL byte here; this is not text; save it as \"CSV UTF-8\""
        ),
        (
            [0xFF, 0xFE, 0x61, 0x00],
            "f:1:1: error: the file is UTF-16, not UTF-8; save it as \"CSV UTF-8\""
        ),
    ]

    @Test("What is not CSV is an error with its place", arguments: broken)
    func refuses(bytes: [UInt8], message: String) throws {
        let error = #expect(throws: RowError.self) { try records(bytes, piece: 2) }
        #expect(error?.description(in: "f") == message)
    }
}

@Suite("CSV, written") struct CSVLineTests {
    @Test(
        "Fields are quoted where they must be, and a line is never blank",
        arguments: [
            (["7", "a, \"b\"", "c\nd"], "7,\"a, \"\"b\"\"\",\"c\nd\"\r\n"),
            ([""], "\"\"\r\n"), (["", ""], ",\r\n"), (["a;b", " x"], "a;b, x\r\n"),
            // A quotation mark and an accent after it are one character, and still two scalars.
            (["\"\u{301}"], "\"\"\"\u{301}\"\r\n"),
        ])
    func lines(fields: [String], line: String) throws {
        #expect(CSVLine.text(fields) == line)
        #expect(try records(line, separator: CSVLine.comma) == [fields])
    }

    @Test("Other separators, and files that other programs save again")
    func dialects() {
        let fields = ["a;b", " x", "y\t"]
        #expect(CSVLine.text(fields, separator: UInt8(ascii: ";")) == "\"a;b\"; x;y\t\r\n")
        #expect(
            CSVLine.text(fields, isForSpreadsheets: true)
                == "\"a;b\",\" x\",\"y\t\"\r\n")
    }
}

@Suite("Texts that a spreadsheet would compute") struct SpreadsheetTextTests {
    @Test("A text guarded from spreadsheets is read as what it was")
    func guarded() {
        let texts = [
            "=1+1", "+44 1707", "-", "@x", "\tx", "'=x", "''=x", "'quoted'", "plain", "", "-5",
            "+1.5e3",
            "'", "'-5", "\n",
        ]
        for exception in [SpreadsheetText.Exception.nothing, .dash, .numbers] {
            for text in texts {
                let written = SpreadsheetText.guarded(text, except: exception)
                #expect(SpreadsheetText.unguarded(written) == text)
                if written.first == "=" || written.first == "@" {
                    Issue.record("\(written) is a formula")
                }
            }
        }
        #expect(SpreadsheetText.guarded("-5", except: .numbers) == "-5")
        #expect(SpreadsheetText.guarded("+44 1707", except: .numbers) == "'+44 1707")
    }

    @Test(
        "A text that a spreadsheet would compute gets an apostrophe",
        arguments: [
            ("=1", "'=1"), ("+44", "'+44"), ("-1", "'-1"), ("@a", "'@a"), ("\tx", "'\tx"),
            ("\rx", "'\rx"), ("a=1", "a=1"), ("", ""), ("'=1", "''=1"), ("'a", "'a"), ("-", "'-"),
        ])
    func marked(text: String, safe: String) {
        #expect(SpreadsheetText.guarded(text) == safe)
        #expect(SpreadsheetText.guarded("-", except: .dash) == "-")
        #expect(SpreadsheetText.guarded("-1", except: .dash) == "'-1")
    }

    @Test(
        "Bytes are text in the encodings that spreadsheets save",
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x61], "a"), ([0x61, 0xC3, 0xA9], "a\u{E9}"),
            ([0xFF, 0xFE, 0x61, 0x00], "a"), ([0xFE, 0xFF, 0x00, 0x61], "a"),
            ([0xA3, 0x96], "\u{A3}\u{2013}"), ([], ""),
        ] as [([UInt8], String)])
    func encodings(bytes: [UInt8], text: String) {
        #expect(TextBytes.text(bytes) == text)
    }
}
