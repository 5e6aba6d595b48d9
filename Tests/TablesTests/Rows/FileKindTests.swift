import TestSupport
import Testing
import XML

@testable import Tables

@Suite("What a file is by its bytes") struct FileKindTests {
    private static func kind(_ bytes: [UInt8]) throws -> FileKind {
        try FileKind.of(.bytes(bytes, name: "file"))
    }

    private static func refusal(_ bytes: [UInt8]) throws -> String {
        guard case .refused(let what, let advice) = try kind(bytes) else {
            return "\(try kind(bytes))"
        }
        return "\(what); \(advice)"
    }

    @Test("Formats that are read")
    func read() throws {
        #expect(try Self.kind(TestBook.rows("").zip.bytes()) == .workbook)
        let document = TestZip([("[Content_Types].xml", [1]), ("word/document.xml", [1])])
        #expect(try Self.kind(document.bytes()) == .document)
        #expect(try Self.kind(TestZip([("a.csv", [65])]).bytes()) == .wrapper)
        #expect(try Self.kind(TestGzip.bytes([65])) == .wrapper)
        #expect(try Self.kind([0x50, 0x4B, 3, 4, 9]) == .wrapper)
        let sheet = "<?xml version=\"1.0\"?><ss:Workbook xmlns:ss=\"\(SpreadsheetXML.namespace)\"/>"
        #expect(try Self.kind(Array(sheet.utf8)) == .spreadsheetXML)
        #expect(try Self.kind(Array("<Risks/>".utf8)) == .xml)
        #expect(try Self.kind(Array("a,b\n".utf8)) == .other)
        #expect(try Self.kind([]) == .other)
    }

    @Test("Formats that are known and not read are refused with what to do")
    func refused() throws {
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        func wide(_ text: String) -> [UInt8] {
            text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        }
        for (bytes, words) in [
            (ole + wide("Workbook"), ["(.xls)", "as .xlsx or CSV"]),
            (ole + wide("EncryptedPackage"), ["encrypted with a password", "without a password"]),
            (ole + wide("WordDocument"), ["(.doc)", "as .docx"]),
            (
                TestZip([("[Content_Types].xml", [1]), ("xl/workbook.bin", [1])]).bytes(),
                ["(.xlsb)", "as .xlsx"]
            ),
            (
                TestZip([("[Content_Types].xml", [1]), ("xl/vbaProject.bin", [1])]).bytes(),
                ["macros", "as .xlsx"]
            ),
            (
                TestZip([
                    ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
                    ("content.xml", [1]),
                ]).bytes(), ["(.ods)", "as .xlsx or CSV"]
            ),
            (
                TestZip([
                    ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
                    ("content.xml", [1]),
                ]).bytes(), ["(.odt)", "as .docx"]
            ),
            (Array("%PDF-1.7".utf8), ["PDF", ".xlsx or CSV"]),
            (Array("{\\rtf1".utf8), ["RTF", ".docx"]),
            (Array("Rar!".utf8), ["archive", "ZIP"]),
        ] {
            let refusal = try Self.refusal(bytes)
            #expect(words.allSatisfy(refusal.contains), "\(refusal)")
        }
    }
}
