import TestSupport
import Testing
import XML

@testable import Tables

@Suite("Wrapped files") struct UnwrappedTests {
    private static func bytes(_ input: XMLInput) throws -> [UInt8] {
        let next = try input.reader()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_000, alignment: 1)
        defer { buffer.deallocate() }
        var bytes: [UInt8] = []
        while true {
            let got = try next(buffer)
            if got == 0 { return bytes }
            bytes += buffer.prefix(got)
        }
    }

    private static func files(_ bytes: [UInt8], _ name: String = "a.zip") throws -> [(
        String, [UInt8]
    )]? {
        try Unwrapped.files(in: .bytes(bytes, name: name))?.map {
            ($0.name, try Self.bytes($0.input))
        }
    }

    private static func error(_ bytes: [UInt8], _ name: String = "a.zip") -> String {
        do {
            let files = try files(bytes, name)
            return files.map { "\($0.count) files" } ?? "none"
        } catch { return "\(error)".split(separator: "\n").joined(separator: " |") }
    }

    private static let text = Array("id,title\n1,x\n".utf8)

    @Test("A gzip is the file in it, in several members too, and what follows as zeros is padding")
    func gzip() throws {
        let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let whole = TestGzip.bytes(Self.text) + TestGzip.bytes([]) + TestGzip.bytes(large)
        for packed in [whole, whole + [0, 0, 0]] {
            let found = try #require(try Self.files(packed, "dir/risks.csv.gz"))
            #expect(found.map(\.0) == ["risks.csv"])
            #expect(found[0].1 == Self.text + large)
        }
        let input = try #require(
            try Unwrapped.files(in: .bytes(TestGzip.bytes(Array("<a/>".utf8)), name: "a.gz"))?.first
        )
        #expect(try InputScan.scan(input.input).rootName == "a")
        #expect(input.input.name == "a.gz!a")
    }

    @Test("A gzip that is cut short, damaged or followed by rubbish is told")
    func damagedGzip() {
        let packed = TestGzip.bytes(Self.text)
        for count in 2..<packed.count {
            #expect(Self.error(Array(packed.prefix(count)), "a.gz").contains("it is cut short"))
        }
        var changed = packed
        changed[20] ^= 1
        #expect(Self.error(changed, "a.gz").contains("it is damaged"))
        #expect(Self.error(packed + [7, 7], "a.gz").contains("it is damaged"))
    }

    @Test("A ZIP is the files in it, without folders and what systems put beside them")
    func zip() throws {
        let zip = TestZip([
            ("2026/", []), ("2026/april.xml", Self.text), ("__MACOSX/._april.xml", [1]),
            (".DS_Store", [1]), ("2026/Thumbs.db", [1]), ("may.csv", []),
        ])
        let found = try #require(try Self.files(zip.bytes()))
        #expect(found.map(\.0) == ["2026/april.xml", "may.csv"])
        #expect(found[0].1 == Self.text)
        let input = try Unwrapped.files(in: .bytes(zip.bytes(), name: "a.zip"))?[0].input
        #expect(input?.name == "a.zip!2026/april.xml")
    }

    @Test(
        "Names are for showing alone: no steps upwards, drives or control characters",
        arguments: [
            ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"),
            ("C:\\Users\\x\\..\\risks.xml", "Users/x/risks.xml"),
            ("a\u{1B}[31m.xml", "a\u{FFFD}[31m.xml"),
            ("a\u{202E}lmx.exe", "a\u{FFFD}lmx.exe"), ("..", "file"), ("", "file"),
            ("r\u{e9}.csv", "r\u{e9}.csv"),
        ])
    func names(name: String, shown: String) {
        #expect(Unwrapped.cleaned(name) == shown)
    }

    @Test("Archives in archives are refused; workbooks and documents in them are none")
    func nested() throws {
        let inner = TestZip([("a.csv", Self.text)]).bytes()
        for bytes in [inner, TestGzip.bytes(Self.text), Array("Rar!xxxx".utf8), Array("BZh9".utf8)]
        {
            #expect(
                Self.error(TestZip([("b", bytes)]).bytes()).contains("an archive inside an archive")
            )
            #expect(
                Self.error(TestGzip.bytes(bytes), "a.gz").contains("an archive inside an archive"))
        }
        let book = TestBook.rows("<row><c><v>1</v></c></row>").zip.bytes()
        #expect(Self.error(book) == "none")
        for wrapped in [TestZip([("b.xlsx", book)]).bytes(), TestGzip.bytes(book)] {
            let input = try #require(
                try Unwrapped.files(in: .bytes(wrapped, name: "w"))?.first?.input)
            let read = try WorkbookTables(input)
            #expect(try read.rows(read.sheets[0]).map(\.line) == ["1: A1=1#"])
        }
    }

    @Test("What no archive should be is told, and ends")
    func hostile() {
        func zip(_ change: (inout TestZip.Part) -> Void) -> [UInt8] {
            var zip = TestZip([("a.csv", Self.text)])
            change(&zip.parts[0])
            return zip.bytes()
        }
        #expect(Self.error(Self.text) == "none")
        #expect(Self.error(zip { _ in }) == "1 files")
        #expect(Self.error(zip { $0.flags = 1 }).contains("it is encrypted"))
        #expect(
            Self.error(zip { $0.method = 77 }).contains("packed in a way that is not read here"))
        #expect(Self.error(zip { $0.checksum = 1 }).contains("it is damaged"))
        #expect(Self.error(zip { $0.size = 3 }).contains("a.zip!a.csv: error: it is"))
        #expect(Self.error(zip { $0.size = 1_000 }).contains("a.zip!a.csv: error: it is"))
        #expect(Self.error(zip { $0.method = 8 }).contains("it is damaged"))
        #expect(Self.error(Array(zip { _ in }.dropLast(30))).contains("damaged or cut short"))
        #expect(Self.error(TestZip([("a/", [])]).bytes()).contains("holds no file"))
        #expect(Self.error(TestZip([]).bytes()).contains("holds no file"))
        let many = (0...Unwrapped.fileLimit).map { (name: "\($0).csv", bytes: [UInt8]()) }
        #expect(Self.error(TestZip(many).bytes()).contains("more than 1000 files"))
        var lying = TestZip((0..<4).map { (name: "\($0).csv", bytes: Self.text) })
        for place in lying.parts.indices { lying.parts[place].size = 4_000_000_000 }
        #expect(Self.error(lying.bytes()).contains("more than 8 GB"))
    }

    @Test("Spoilt archives are read or refused, and never crash or hang", arguments: 0..<4)
    func spoilt(seed: Int) {
        var random = Spoiler(state: UInt64(seed))
        let zip = TestZip([("a.csv", Self.text), ("b/c.xml", Array("<a/>".utf8))]).bytes()
        for whole in [zip, TestGzip.bytes(Self.text)] {
            for _ in 0..<100 {
                var bytes = whole
                random.spoil(&bytes)
                do {
                    _ = try Self.files(bytes)
                } catch {
                    #expect(error is TableError || error is XMLError, "\(error)")
                }
            }
        }
    }
}
