import Foundation
import Testing
import XML

/// A text in an encoding, with or without a byte order mark, as a file's bytes.
private func bytes(_ text: String, _ encoding: TextEncoding, mark: Bool) -> [UInt8] {
    switch encoding {
    case .utf8: (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    case .utf16LittleEndian:
        (mark ? [0xFF, 0xFE] : [])
            + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian:
        (mark ? [0xFE, 0xFF] : [])
            + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .windows1252, .latin1, .latin9:
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value == 0x2019 ? 0x92 : $0.value) }
    }
}

private func read(_ bytes: [UInt8]) throws -> (text: String, repairs: XMLRepairs) {
    var found: [UInt8] = []
    let repairs = try TextFile.scan(.bytes(bytes, name: "t.csv")).read { found += $0 }
    return (String(decoding: found, as: UTF8.self), repairs)
}

@Suite("Texts of any encoding") struct TextFileTests {
    @Test(
        "What a text is in is found without a declaration",
        arguments: [
            (TextEncoding.utf8, true), (.utf8, false), (.utf16LittleEndian, true),
            (.utf16LittleEndian, false), (.utf16BigEndian, true), (.utf16BigEndian, false),
            (.windows1252, false),
        ])
    func encodings(_ encoding: TextEncoding, _ mark: Bool) throws {
        let text = "id,title\n7,A nurse’s café, naïve\n"
        let file = bytes(text, encoding, mark: mark)
        let scan = try TextFile.scan(.bytes(file, name: "t.csv"))
        #expect(scan.encoding == encoding)
        #expect(scan.byteCount == file.count)
        #expect(try read(file).text == text)
    }

    @Test("A character at the border of two pieces is one, and places are the file's")
    func borders() throws {
        // Two bytes a character, so that a piece of 256 kB ends in the midst of one.
        let text = "x" + String(repeating: "é", count: 200_000) + "\n\u{0}é\n"
        let found = try read(Array(text.utf8))
        #expect(found.text == text.replacing("\u{0}", with: " "))
        #expect(found.repairs.characters.places == [.init(line: 2, column: 1)])
        let wide = try read(bytes(text, .utf16LittleEndian, mark: true))
        #expect(wide.text == found.text)
    }

    @Test("Some stray bytes among UTF-8 are read as Windows-1252, and counted with their place")
    func strays() throws {
        var file = Array("é é é\nnurse".utf8)
        file += [0x92]
        file += Array("s".utf8)
        let found = try read(file)
        #expect(found.text == "é é é\nnurse’s")
        #expect(found.repairs.strayBytes.places == [.init(line: 2, column: 6)])
        #expect(found.repairs.total == 1)
    }

    @Test("What comes through a pipe is held, so that it can be read again")
    func pipes() throws {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data("id,title\n7,A\n".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        let input = try XMLInput.file(path).settled()
        #expect(input.name == path)
        for _ in 0..<2 { #expect(try TextFile.scan(input).byteCount == 13) }
    }

    @Test("An empty file, a missing one and UTF-32 are refused")
    func refused() throws {
        #expect(throws: XMLError.self) { try TextFile.scan(.bytes([], name: "t")) }
        #expect(throws: XMLError.self) { try TextFile.scan(.file("/nowhere/t.csv")) }
        #expect(throws: XMLError.self) {
            try TextFile.scan(.bytes([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], name: "t"))
        }
    }
}
