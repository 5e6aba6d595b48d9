import Foundation
import Tables
import TestSupport

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
    func bytes() -> [UInt8] { TestZip(parts).bytes() }
}
