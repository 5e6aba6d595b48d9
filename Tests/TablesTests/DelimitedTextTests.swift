import Tables
import Testing
import XML

private func rows(_ text: String, name: String = "risks.csv") throws -> [String] {
    let reader = try DelimitedText(.bytes(Array(text.utf8), name: name))
    var found: [String] = []
    try reader.read(reader.sheets[0]) { row in
        let cells = row.cells.map { "\($0.column)=\($0.text)@\($0.place)" }
        found.append("\(row.number): " + cells.joined(separator: " "))
    }
    return found
}

@Suite("Delimited text") struct DelimitedTextTests {
    @Test(
        "What separates is found in the rows, whatever the first line is",
        arguments: [
            ("id,title\n7,\"a;b;c;d\"\n8,\"c;d;e\"\n", UInt8(ascii: ",")),
            ("Risks, June, all of them\nid;title\n7;a\n8;b\n", UInt8(ascii: ";")),
            ("id\ttitle, long\n7\ta, b\n", 9), ("id|title\n7|a, b\n", UInt8(ascii: "|")),
            ("sep=;\nid,x;title\n7,y;a\n", UInt8(ascii: ";")), ("id\n7\n", UInt8(ascii: ",")),
        ])
    func separators(text: String, separator: UInt8) throws {
        #expect(
            try DelimitedText(.bytes(Array(text.utf8), name: "r.csv")).separator == separator)
    }

    @Test("Cells have their column and place; blank cells, blank rows and `sep=` are left out")
    func cells() throws {
        let text = "sep=;\r\nid;title;x\r\n\r\n7; ;\"two\r\nlines; \"\"so\"\"\"\r\n;;\r\n8;b\r\n"
        #expect(
            try rows(text) == [
                "2: 1=id@2:1 2=title@2:4 3=x@2:10", "4: 1=7@4:1 3=two\r\nlines; \"so\"@4:5",
                "7: 1=8@7:1 2=b@7:3",
            ])
    }

    @Test("A quote that is never closed, and a row without an end, are refused with their place")
    func refused() throws {
        let open = #expect(throws: TableError.self) { try rows("id,title\n7,\"a\n8,b\n") }
        #expect(open?.place == "risks.csv:2:3")
        #expect(open?.what == "a quote is opened here and never closed")
        let wide = #expect(throws: TableError.self) {
            try rows("a,b\n" + String(repeating: ",", count: 1 << 20) + "\n")
        }
        #expect(wide?.place == "risks.csv:2:16385")
    }
}
