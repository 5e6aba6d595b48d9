import TestSupport
import Testing
import XML

@testable import Tables

@Suite("Hostile and damaged workbooks") struct HostileWorkbookTests {
    @Test(
        "What spreadsheets would not agree on is refused, with its place",
        arguments: [
            ("<row r=\"1\"/><row r=\"1\"/>", "t.xlsx!Sheet1!A1: error: the row is there twice"),
            ("<row r=\"5\"/><row r=\"3\"/>", "t.xlsx!Sheet1!A5: error: row 3 comes behind it"),
            ("<row r=\"x\"/>", "the row behind it is named \"x\""),
            ("<row r=\"1048577\"/>", "spreadsheets have 1048576"),
            ("<row r=\"99999999999999999999\"/>", "is named \"99999999999999999999\""),
            (
                "<row><c r=\"B1\"><v>1</v></c><c r=\"B1\"/></row>",
                "t.xlsx!Sheet1!B1: error: the cell is there twice"
            ),
            (
                "<row><c r=\"C1\"/><c r=\"B1\"/></row>",
                "t.xlsx!Sheet1!B1: error: the cell is out of order"
            ),
            ("<row><c r=\"B2\"/></row>", "the cell of row 2 stands in row 1"),
            ("<row><c r=\"1B\"/></row>", "the cell is named \"1B\""),
            ("<row><c r=\"XFE1\"/></row>", "the cell is named \"XFE1\""),
            (
                "<row r=\"2\"><c r=\"F2\" t=\"s\"><v>0</v></c></row>",
                "t.xlsx!Sheet1!F2: error: the cell names text 0"
            ),
            ("<row><c t=\"s\"><v>-1</v></c></row>", "names text -1 of the workbook, which has 0"),
            (
                "<row r=\"7\"><c><v>1</v></c></row><row><c><v>2</row>",
                "t.xlsx!Sheet1!A7, or behind it: error"
            ),
            ("<row><c><v>&#1;</v></c></row>", "characters that XML does not allow"),
        ])
    func refused(rows: String, message: String) {
        #expect(TestBook.rows(rows).refusal().contains(message), "\(TestBook.rows(rows).refusal())")
    }

    @Test("Document types, entities and depth are refused")
    func markup() throws {
        for (text, message) in [
            ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "document type"),
            (String(repeating: "<a>", count: 5_000), "more than 256 elements"),
            ("<worksheet><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>", "x"),
            ("", "ends before its first element"), ("<worksheet><sheetData>", "ends inside"),
        ] {
            var zip = TestBook.rows("").zip
            let place = try #require(zip.parts.firstIndex { $0.name.contains("sheet1") })
            zip.parts[place].bytes = Array(text.utf8)
            let bytes = zip.bytes()
            let error = #expect(throws: TableError.self) {
                let book = try WorkbookTables(.bytes(bytes, name: "t.xlsx"))
                try book.read(book.sheets[0]) { _ in }
            }
            #expect(error?.description.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
        }
    }

    @Test("A row of a million cells, a huge cell and a million empty rows end in bounded time")
    func large() {
        let clock = ContinuousClock()
        let time = clock.measure {
            let wide = "<row>\(String(repeating: "<c><v>1</v></c>", count: 1_000_000))</row>"
            #expect(TestBook.rows(wide).refusal().contains("t.xlsx!Sheet1"))
            let long = String(repeating: "x", count: 17 << 20)
            #expect(
                TestBook.rows("<row><c t=\"str\"><v>\(long)</v></c></row>").refusal()
                    .contains("t.xlsx!Sheet1"))
            let empty = String(repeating: "<row/>", count: 1_000_000)
            #expect(TestBook.rows(empty).refusal() == "0 rows")
        }
        #expect(time < .seconds(60))
    }

    @Test("Merged areas that lie over one another are refused, and so is a name that is none")
    func merged() {
        func sheet(_ areas: String...) -> TestBook {
            let list = areas.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
            return TestBook(
                "<sheetData><row><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
                    + "<row><c><v>3</v></c></row></sheetData><mergeCells>\(list)</mergeCells>")
        }
        #expect(sheet("A1:B2", "B1:C2").refusal().contains("lie over one another"))
        #expect(sheet("A1:A2", "B1:B2").refusal() == "2 rows")
        for name in ["", "A1:", "B2:A1", "A1:B2:C3", "A0:A1", "A1:ZZZZ9"] {
            #expect(sheet(name).refusal().contains("is no merged area"), "\(name)")
        }
    }

    @Test("A bomb is stopped by how much it grows, small things by nothing but the limit")
    func expansion() throws {
        var small = Expansion(packed: 10, limit: 1 << 40)
        try small.add(Expansion.free)
        #expect(throws: ZipArchive.PartError.bomb) { try small.add(1) }
        var honest = Expansion(packed: Expansion.free / 20, limit: Expansion.free * 4)
        try honest.add(Expansion.free * 4)
        #expect(throws: ZipArchive.PartError.tooLarge) { try honest.add(1) }
    }

    @Test("Lying sizes, checksums, encryption and methods are told")
    func lies() {
        func error(_ change: (inout TestZip.Part) -> Void) -> String {
            var zip = TestBook.rows("<row><c><v>1</v></c></row>").zip
            for place in zip.parts.indices where zip.parts[place].name.contains("sheet1") {
                change(&zip.parts[place])
            }
            let bytes = zip.bytes()
            do {
                let book = try WorkbookTables(.bytes(bytes, name: "t.xlsx"))
                try book.read(book.sheets[0]) { _ in }
                return "read"
            } catch { return "\(error)" }
        }
        #expect(error { _ in } == "read")
        #expect(error { $0.checksum = 7 }.contains("it is damaged"))
        #expect(error { $0.flags = 1 }.contains("it is encrypted; save it without a password"))
        #expect(error { $0.method = 8 }.contains("it is damaged"))
        #expect(error { $0.method = 77 }.contains("packed in a way that is not read here"))
    }

    @Test("Spoilt workbooks are read or refused, and never crash or hang", arguments: 0..<8)
    func spoilt(seed: Int) throws {
        let sheet = """
            <cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>\
            <c r="B1" s="1"><v>46203.5</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c>\
            <c r="B2"><f>A1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>
            """
        let zip = TestBook(
            sheet, texts: "<si><t>one</t></si>",
            styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        ).zip
        var random = Spoiler(state: UInt64(seed))
        var refused = 0
        for _ in 0..<100 {
            var spoilt = zip
            // Half of them are spoilt inside a part, with a true checksum: else the archive refuses them all.
            let isInside = random.next(2) == 0
            if isInside {
                let place = random.next(spoilt.parts.count)
                random.spoil(&spoilt.parts[place].bytes)
            }
            var bytes = spoilt.bytes()
            if !isInside { random.spoil(&bytes) }
            do {
                let book = try WorkbookTables(.bytes(bytes, name: "t.xlsx"))
                for sheet in book.sheets { try book.read(sheet) { _ in } }
            } catch {
                #expect(error is TableError, "\(error)")
                refused += 1
            }
        }
        #expect(refused > 20)
    }
}

/// Spoils bytes, the same way for the same seed.
struct Spoiler {
    var state: UInt64

    /// A number below a bound (SplitMix64).
    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(max(1, bound)))
    }

    /// Changes, takes out, doubles or cuts off a few bytes.
    mutating func spoil(_ bytes: inout [UInt8]) {
        for _ in 0...next(3) where !bytes.isEmpty {
            let place = next(bytes.count)
            switch next(6) {
            case 0: bytes[place] = UInt8(next(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(bytes[place], at: place)
            case 3: bytes[place] ^= 1 << UInt8(next(8))
            case 4:
                let end = min(bytes.count, place + next(40))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.removeLast(min(bytes.count, next(60)))
            }
        }
    }
}
