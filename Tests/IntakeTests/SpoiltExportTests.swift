import Foundation
import Intake
import RiskRegister
import Tables
import TestSupport
import Testing
import XML

/// Exports of every format with bytes flipped, parts cut, copied and put in: made of a seed and a number.
private struct SpoiltExport {
    let name: String
    let bytes: [UInt8]

    private static let tokens = [
        "\"", ",", ";", "\t", "\r\n", "\n", "\u{0}", "\u{1B}[31m", "\u{202E}", "\u{FEFF}", "=1+1",
        "</", "<Row>", "<Risk>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#0;", "<![CDATA[", "]]>", "<c r=\"A1048577\"/>",
        "<c r=\"XFE1\" t=\"s\"/>",
        "<mergeCell ref=\"A1:XFD1048576\"/>", "<v>1e308</v>", "<v>-1</v>", "t=\"s\"",
        "ss:Index=\"99999999\"",
        "ss:MergeAcross=\"16383\" ss:MergeDown=\"1048575\"", "9999999999999999999", "Risk ID",
        "Total", "sep=;\n", "<w:tbl>",
        "<w:gridSpan w:val=\"9999\"/>", "xmlns=\"\"",
    ]

    init(seed: UInt64, index: Int, corpus: [(name: String, bytes: [UInt8], parts: TestZip?)]) {
        var random = SplitMix(seed &* 1_000_003 &+ UInt64(index))
        let chosen = corpus[random.below(corpus.count)]
        name = chosen.name
        if var zip = chosen.parts, random.below(4) > 0 {
            let place = random.below(zip.parts.count)
            Self.spoil(&zip.parts[place].bytes, &random)
            bytes = zip.bytes()
        } else {
            var spoilt = chosen.bytes
            Self.spoil(&spoilt, &random)
            bytes = spoilt
        }
    }

    private static func spoil(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        for _ in 0...random.below(5) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            let end = min(bytes.count, place + 1 + random.below(random.below(5) > 0 ? 12 : 600))
            switch random.below(8) {
            case 0: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1: bytes[place] = UInt8(random.below(256))
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
            case 4 where random.below(3) == 0: bytes.removeSubrange(place...)
            case 5, 6: bytes.insert(contentsOf: tokens[random.below(tokens.count)].utf8, at: place)
            default:
                let piece = bytes[place..<end]
                for _ in 0..<[2, 10, 200][random.below(3)] where bytes.count < 400_000 {
                    bytes.insert(contentsOf: piece, at: place)
                }
            }
        }
    }
}

/// Whatever becomes of a file, it is read or refused with its place; nothing ends the program.
@Suite("Spoilt exports") struct SpoiltExportTests {
    private static let corpus: [(name: String, bytes: [UInt8], parts: TestZip?)] = {
        let register = OddRegister(seed: 9, count: 12)
        let book = TestBook.table(register.table).zip
        let document = TestDocument.zip(register.table)
        return [
            ("r.xml", Array(register.xml.utf8), nil),
            ("r.csv", Array(register.text(",").utf8), nil),
            ("r.tsv", Array(register.text("\t").utf8), nil),
            ("r2003.xml", Array(register.oldWorkbook.utf8), nil), ("r.xlsx", book.bytes(), book),
            ("r.docx", document.bytes(), document),
            ("r.zip", TestZip([("r.csv", Array(register.text(";").utf8))]).bytes(), nil),
        ]
    }()

    /// What is wrong with how a file is taken; nil when nothing is.
    private func fault(_ export: SpoiltExport, _ mappings: [SourceMapping]) -> String? {
        do {
            let input = XMLInput.bytes(export.bytes, name: export.name)
            for file in try RegisterFile.all(in: input, mappings: mappings) {
                var count = 0
                let reader = RecordReader(mapping: file.mapping, dateOrder: file.dateOrder)
                try file.records { raw in
                    count += 1
                    if file.kind == .risks { _ = reader.risk(raw) } else { _ = reader.action(raw) }
                }
                guard count == file.recordCount else {
                    return "\(file.recordCount) records, and \(count) handed over"
                }
                if let odd = file.findings.first(where: { !isPrintable($0.message) }) {
                    return "a finding with control characters: \(odd.message.debugDescription)"
                }
            }
            return nil
        } catch {
            let text = "\(error)"
            guard error is XMLError || error is TableError || error is RegisterFileError else {
                return "\(type(of: error)): \(text)"
            }
            if !text.contains(export.name) { return "no file in: \(text)" }
            if text.split(separator: "\n").count > 5 { return "too many lines: \(text)" }
            return isPrintable(text.replacing("\n", with: ""))
                ? nil : "control characters: \(text.debugDescription)"
        }
    }

    private func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            case .format:
                !(0x202A...0x202E).contains(scalar.value)
                    && !(0x2066...0x2069).contains(scalar.value)
            default: true
            }
        }
    }

    /// EXPORT_FUZZ_SECONDS=60 EXPORT_FUZZ_SEED=7 goes on for a minute with another seed: `make fuzz`.
    @Test("Is read, or refused in a few plain lines that name the file")
    func spoilt() throws {
        let environment = ProcessInfo.processInfo.environment
        let seconds = environment["EXPORT_FUZZ_SECONDS"].flatMap(Double.init)
        let seed = environment["EXPORT_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        let end = seconds.map { Date().addingTimeInterval($0) }
        let mappings = try defaultMappings()
        var found = 0
        var index = 0
        while found < 10, end.map({ Date() < $0 }) ?? (index < 600) {
            let export = SpoiltExport(seed: seed, index: index, corpus: Self.corpus)
            if let fault = fault(export, mappings) {
                found += 1
                let file = FileManager.default.temporaryDirectory
                    .appendingPathComponent("spoilt-\(seed)-\(index)-\(export.name)")
                try Data(export.bytes).write(to: file)
                Issue.record("\(seed):\(index) \(file.path): \(fault.prefix(600))")
            }
            index += 1
        }
        if seconds != nil { print("\(index) spoilt exports of seed \(seed), \(found) found") }
    }
}
