import Intake
import RegisterStore
import RiskRegister
import Rulebooks

extension Typing {
    /// The functions that give what the register keeps raw its meaning again.
    static let desk = Typing(
        mapping: { try MappingFile.read($0, path: "mapping") },
        risk: { raw, mapping, order in
            RecordReader(mapping: mapping, dateOrder: order).risk(raw)
        },
        action: { raw, mapping, order in
            RecordReader(mapping: mapping, dateOrder: order).action(raw)
        },
        framework: { raw, mapping, order in
            try FrameworkReader.framework(raw, mapping: mapping, dateOrder: order)
        },
        rulebook: { files in
            try RulebookFolder.load(
                files: files.map { (path: $0.path, bytes: $0.bytes) }, name: "rulebook"
            ).rulebook
        })
}
