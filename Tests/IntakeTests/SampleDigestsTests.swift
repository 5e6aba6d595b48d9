import Digests
import Foundation
import Intake
import RiskRegister
import TestSupport
import Testing
import XML

/// What the samples' files hold, raw, by digest: a register that has them must find them the same for ever.
///
/// A register stores raw fields by digest, and takes the same bytes for a record that it has. So the names
/// and texts that reading gives are part of what is stored, and may not change with the reader.
@Suite("Raw fields of the samples") struct SampleDigestsTests {
    private static let folders = [
        "hct", "northbridge", "stories/a", "stories/b", "stories/c", "stories/d", "stories/e",
        "stories/f", "stories/g",
    ]

    @Test("Every file of the samples gives the raw fields that it always gave")
    func samples() throws {
        let mappings = try defaultMappings()
        var lines: [String] = []
        for folder in Self.folders {
            let path = Workbench.path("Samples/\(folder)")
            for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            where name.hasSuffix(".xml") {
                let file = try RegisterFile.inspect(path: "\(path)/\(name)", mappings: mappings)
                let hash = SHA256()
                var count = 0
                try file.records { record in
                    count += 1
                    for field in record.fields {
                        for text in [field.name, field.text] {
                            let bytes = Array(text.utf8)
                            hash.update(Array("\(bytes.count) ".utf8))
                            hash.update(bytes)
                        }
                    }
                    hash.update([UInt8(ascii: ";")])
                }
                let day = file.asAt?.description ?? "no day"
                lines.append(
                    "\(folder)/\(name) \(file.kind.rawValue) \(day) \(count) \(hash.finish().hex)")
            }
        }
        try expectGolden(lines.joined(separator: "\n") + "\n", "sample-digests.txt")
    }
}
