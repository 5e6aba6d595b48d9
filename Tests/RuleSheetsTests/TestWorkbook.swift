import Foundation
import Tables

@testable import RuleSheets

/// A workbook's parts, to be changed as spreadsheets and hostile hands change them, and zipped again.
struct TestWorkbook {
    var parts: [(name: String, bytes: [UInt8])]

    /// No parts.
    init(_ parts: [(name: String, bytes: [UInt8])]) { self.parts = parts }

    /// The parts of a workbook.
    init(_ bytes: [UInt8]) throws {
        guard let archive = ZipArchive(bytes) else { throw RuleSheetError.workbook("no archive") }
        parts = try archive.names.map { ($0, try archive.part($0, limit: 1 << 24) ?? []) }
    }

    /// The part of a sheet, by its name.
    func path(_ sheet: String) throws -> String {
        let book = text("xl/workbook.xml")
        let names = book.components(separatedBy: "<sheet name=\"").dropFirst()
            .map { $0.components(separatedBy: "\"")[0] }
        guard let index = names.firstIndex(of: sheet) else {
            throw RuleSheetError.workbook("no sheet \(sheet)")
        }
        return "xl/worksheets/sheet\(index + 1).xml"
    }

    /// A part as text.
    func text(_ name: String) -> String {
        String(decoding: parts.first { $0.name == name }?.bytes ?? [], as: UTF8.self)
    }

    /// Replaces a part.
    mutating func set(_ name: String, _ text: String) {
        parts.removeAll { $0.name == name }
        parts.append((name, Array(text.utf8)))
    }

    /// Replaces a cell of a sheet by XML: its attributes after the name and style, and what it holds.
    mutating func setCell(
        _ sheet: String, _ cell: String, type: String = "inlineStr", style: String? = nil,
        _ xml: String
    ) throws {
        let path = try path(sheet)
        var text = text(path)
        guard let start = text.range(of: "<c r=\"\(cell)\"") else {
            throw RuleSheetError.workbook("no cell \(cell)")
        }
        let rest = text[start.lowerBound...]
        let close = rest.firstIndex(of: ">") ?? rest.endIndex
        let isEmpty = rest[..<close].hasSuffix("/")
        let end =
            isEmpty ? text.index(after: close) : rest.range(of: "</c>")?.upperBound ?? rest.endIndex
        let tag = rest[..<close]
        let old = tag.range(of: "s=\"").map { tag[$0.upperBound...].prefix { $0 != "\"" } }
        let shown = style ?? old.map(String.init) ?? "0"
        text.replaceSubrange(
            start.lowerBound..<end, with: "<c r=\"\(cell)\" s=\"\(shown)\" t=\"\(type)\">\(xml)</c>"
        )
        set(path, text)
    }

    /// Writes a text into a cell, as if typed.
    mutating func type(_ sheet: String, _ cell: String, _ text: String) throws {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        try setCell(sheet, cell, "<is><t xml:space=\"preserve\">\(escaped)</t></is>")
    }

    /// The archive, its parts stored as they are.
    func bytes() -> [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in parts {
            let sum = Self.checksum(bytes)
            let facts =
                little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(sum, 4)
                + little(bytes.count, 4) + little(bytes.count, 4) + little(name.utf8.count, 2)
                + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + facts + little(0, 2)
            directory += little(0, 2) + little(0, 2) + little(0, 4) + little(output.count, 4)
            directory += Array(name.utf8)
            output += little(0x0403_4B50, 4) + facts + Array(name.utf8) + bytes
        }
        let start = output.count
        output += directory + little(0x0605_4B50, 4) + little(0, 4) + little(parts.count, 2)
        output +=
            little(parts.count, 2) + little(directory.count, 4) + little(start, 4) + little(0, 2)
        return output
    }

    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
    }

    /// CRC-32, as ZIP wants it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return Int(~sum)
    }
}
