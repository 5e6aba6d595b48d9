package import DMN
import RiskRegister
import Yams

/// What differs between two versions of a rulebook: settings, mappings, and models by row and cell.
///
///     let diff = RulebookDiff.between(adopted, edited)
///     diff.items.map(\.line)   // ["Registers: row REG-01: score >= 15 becomes >= 12"]
package struct RulebookDiff: Sendable {
    /// One difference.
    package struct Item: Sendable {
        /// The file that it is in ("routing.dmn").
        package let file: String
        /// What kind of difference it is: a kind of `ModelDiff`, or `setting`, `mapping`, `file`.
        package let kind: String
        /// The decision, function, input, type, register or role.
        package let element: String?
        /// The row of a table, by the id that it had.
        package var row: String?
        /// The column of a table.
        package var column: String?
        /// What stood there before; nil for what is new.
        package let old: String?
        /// What stands there now; nil for what is gone.
        package let new: String?
        /// What changed, without the element's name.
        package let sentence: String
        /// Where it stood in the old version; nil for what is new, or where a whole file is meant.
        package let oldLocation: SourceLocation?
        /// Where it stands in the new version.
        package let newLocation: SourceLocation?
        /// Whether what happens to a risk can depend on it.
        package let canDecide: Bool
        let edit: Edit

        /// Whether it says who reads a register's list, or how often: no risk moves, and a policy changes.
        package var isReading: Bool {
            kind == "setting" && (column == "reviewer" || column == "rhythm")
        }

        /// The sentence after the name of the element.
        package var line: String { element.map { "\($0): \(sentence)" } ?? sentence }
    }

    /// How a difference is made, alone, in the old version.
    enum Edit: Sendable {
        /// It decides nothing.
        case nothing
        case settings(@Sendable (inout RulebookSettings) -> Void)
        case model(ModelDiff.Change)
        case addedModel(Definitions)
        case removedModel
    }

    /// The old version.
    package let old: LoadedRulebook
    /// The new version.
    package let new: LoadedRulebook
    /// The differences: the settings, the mappings, then the models in the order a risk meets them.
    package let items: [Item]

    /// Whether the versions say the same.
    package var isEmpty: Bool { items.isEmpty }

    /// What differs between two versions.
    package static func between(_ old: LoadedRulebook, _ new: LoadedRulebook) -> RulebookDiff {
        let settings = SettingsComparison(old.settings, new.settings).items
        return RulebookDiff(
            old: old, new: new,
            items: settings + mappings(old, new) + models(old, new) + besides(old, new))
    }

    // MARK: - Models

    private static func models(_ old: LoadedRulebook, _ new: LoadedRulebook) -> [Item] {
        let order = RulebookShow.inReadingOrder(old) + RulebookShow.inReadingOrder(new)
        var seen: Set<String> = []
        return order.map(\.file).filter { seen.insert($0).inserted }.flatMap { file -> [Item] in
            let before = old.models.first { $0.file == file }?.model.definitions
            let after = new.models.first { $0.file == file }?.model.definitions
            switch (before, after) {
            case (let before?, let after?):
                return ModelDiff.between(before, after).changes.map { item($0, file) }
            case (let before?, nil):
                return [
                    whole(
                        file, "the model \"\(before.name)\" is gone", canDecide: true, .removedModel
                    )
                ]
            case (nil, let after?):
                return [
                    whole(
                        file, "the model \"\(after.name)\" is new", canDecide: false,
                        .addedModel(after))
                ]
            case (nil, nil): return []
            }
        }
    }

    private static func item(_ change: ModelDiff.Change, _ file: String) -> Item {
        Item(
            file: file, kind: change.kind.rawValue, element: change.place.element,
            row: change.place.row, column: change.place.column, old: change.old, new: change.new,
            sentence: change.sentence, oldLocation: change.oldLocation,
            newLocation: change.newLocation, canDecide: change.canDecide, edit: .model(change))
    }

    private static func whole(
        _ file: String, _ sentence: String, canDecide: Bool, _ edit: Edit
    ) -> Item {
        Item(
            file: file, kind: "file", element: nil, old: nil, new: nil, sentence: sentence,
            oldLocation: nil, newLocation: nil, canDecide: canDecide, edit: edit)
    }

    // MARK: - Mappings, and files that decide nothing

    /// A mapping turns words into values when a file is imported: what is stored stays as it was read.
    private static func mappings(_ old: LoadedRulebook, _ new: LoadedRulebook) -> [Item] {
        files(old, new, of: .mapping).flatMap { path, before, after -> [Item] in
            guard let before else {
                return [whole(path, "the mapping is new", canDecide: false, .nothing)]
            }
            guard let after else {
                return [whole(path, "the mapping is gone", canDecide: false, .nothing)]
            }
            let (one, two) = (MappingText.entries(before), MappingText.entries(after))
            return Set(one.keys).union(two.keys).sorted().compactMap { name in
                guard one[name] != two[name] else { return nil }
                return Item(
                    file: path, kind: "mapping", element: name, old: one[name], new: two[name],
                    sentence: becoming(one[name] ?? "nothing", two[name] ?? "nothing"),
                    oldLocation: nil, newLocation: nil, canDecide: false, edit: .nothing)
            }
        }
    }

    private static func besides(_ old: LoadedRulebook, _ new: LoadedRulebook) -> [Item] {
        let kinds: [(RulebookSourceFile.Kind, String)] = [
            (.remarks, "the reasons for accepted remarks"), (.tests, "the tests"),
        ]
        return kinds.flatMap { kind, name in
            files(old, new, of: kind).map { path, before, after in
                let what = before == nil ? "are new" : after == nil ? "are gone" : "changed"
                return whole(path, "\(name) \(what)", canDecide: false, .nothing)
            }
        }
    }

    /// Files of a kind that differ, by path.
    private static func files(
        _ old: LoadedRulebook, _ new: LoadedRulebook, of kind: RulebookSourceFile.Kind
    ) -> [(path: String, old: [UInt8]?, new: [UInt8]?)] {
        func bytes(_ loaded: LoadedRulebook) -> [String: [UInt8]] {
            Dictionary(
                loaded.files.filter { $0.kind == kind }.map { ($0.path, $0.bytes) },
                uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (bytes(old), bytes(new))
        // A register keeps only the files that decide: then there is nothing to compare.
        if kind == .tests || kind == .remarks, before.isEmpty || after.isEmpty { return [] }
        return Set(before.keys).union(after.keys).sorted().compactMap { path in
            before[path] == after[path] ? nil : (path, before[path], after[path])
        }
    }
}

/// `a becomes b`, each cut where it is very long.
private func becoming(_ old: String, _ new: String) -> String {
    "\(cut(old)) becomes \(cut(new))"
}

/// A text, or where it is very long its words up to 160 characters.
private func cut(_ text: String) -> String {
    guard text.count > 160 else { return text }
    let head = text.prefix(157)
    return (head.lastIndex(of: " ").map { head[..<$0] } ?? head) + "..."
}

extension LoadedRulebook {
    /// What its `rulebook.yaml` says.
    var settings: RulebookSettings {
        var reader = SettingsReader(file: "rulebook.yaml")
        return reader.settings(files.first { $0.kind == .settings }?.bytes ?? [])
    }
}

/// A mapping as lines that can be compared: each entry by its path.
private enum MappingText {
    /// `fields > id` to `recordid, Datix ID`.
    static func entries(_ bytes: [UInt8]) -> [String: String] {
        var tree = YAMLTree(file: "")
        var found: [String: String] = [:]
        for entry in tree.entries(of: bytes) { add(entry.name, entry.value, to: &found) }
        return found
    }

    private static func add(_ path: String, _ node: Node, to found: inout [String: String]) {
        switch node {
        case .scalar(let scalar): found[path] = "\"\(scalar.string)\""
        case .sequence(let items):
            found[path] =
                "[" + items.map { $0.scalar?.string ?? "..." }.joined(separator: ", ") + "]"
        case .mapping(let mapping):
            for (key, value) in mapping {
                add("\(path) > \(key.scalar?.string ?? "...")", value, to: &found)
            }
        case .alias: found[path] = "an alias"
        }
    }
}

/// Compares two `rulebook.yaml`.
private struct SettingsComparison {
    private(set) var items: [RulebookDiff.Item] = []

    init(_ old: RulebookSettings, _ new: RulebookSettings) {
        compare("id", old.id, new.id)
        compare("name", old.name, new.name)
        compare("version", old.version, new.version)
        compare(
            "effective from", old.effectiveFrom?.description ?? "",
            new.effectiveFrom?.description ?? "")
        compare("approved by", old.approvedBy, new.approvedBy)
        compare("source document", old.sourceDocument, new.sourceDocument)
        compare("shrink limit", "\(old.shrinkLimit)", "\(new.shrinkLimit)")
        let (was, now) = (old.matrix ?? .npsa, new.matrix ?? .npsa)
        compare("matrix size", "\(was.size)", "\(now.size)")
        compare("likelihood steps", list(was.likelihood), list(now.likelihood))
        compare("consequence steps", list(was.consequence), list(now.consequence))
        compareRegisters(old.registers, new.registers)
        compareBodies(old.bodies, new.bodies)
        for role in Role.allCases {
            let (before, after) = (old.roles[role], new.roles[role])
            guard before?.file != after?.file || before?.decision != after?.decision else {
                continue
            }
            func words(_ part: RulebookSettings.Part?) -> String {
                part.map { "\"\($0.decision)\" of \($0.file)" } ?? "nothing"
            }
            note(
                "role \(role.rawValue)", words(before), words(after),
                at: (before?.location, after?.location), canDecide: true
            ) { $0.roles[role] = after }
        }
    }

    private func list(_ words: [String]) -> String { words.joined(separator: ", ") }

    private mutating func compare(_ name: String, _ old: String, _ new: String) {
        guard old != new else { return }
        note(nil, "\"\(old)\"", "\"\(new)\"", about: "\(name) ")
    }

    private mutating func note(
        _ element: String?, _ old: String, _ new: String, about: String = "",
        column: String? = nil, sentence: String? = nil,
        at locations: (SourceLocation?, SourceLocation?) = (nil, nil), canDecide: Bool = false,
        edit: (@Sendable (inout RulebookSettings) -> Void)? = nil
    ) {
        items.append(
            RulebookDiff.Item(
                file: "rulebook.yaml", kind: "setting", element: element, column: column, old: old,
                new: new, sentence: sentence ?? about + becoming(old, new),
                oldLocation: locations.0,
                newLocation: locations.1, canDecide: canDecide,
                edit: edit.map { .settings($0) } ?? .nothing))
    }

    /// Who may decide for whom: it moves no risk.
    private mutating func compareBodies(_ old: [BodyDefinition], _ new: [BodyDefinition]) {
        for body in old where !new.contains(where: { $0.id == body.id }) {
            note("body \(body.id)", body.name, "nothing", sentence: "it is gone (\(body.name))")
        }
        for body in new {
            guard let before = old.first(where: { $0.id == body.id }) else {
                note("body \(body.id)", "nothing", body.name, sentence: "it is new (\(body.name))")
                continue
            }
            let words: [(String, String, String)] = [
                ("name", before.name, body.name),
                ("deputies", list(before.deputies), list(body.deputies)),
                ("delegates", list(before.delegates), list(body.delegates)),
                ("chair's action", list(before.chairsAction), list(body.chairsAction)),
            ]
            for (name, one, two) in words where one != two {
                note("body \(body.id)", "\"\(one)\"", "\"\(two)\"", about: "\(name) ", column: name)
            }
        }
    }

    private mutating func compareRegisters(
        _ old: [RegisterDefinition], _ new: [RegisterDefinition]
    ) {
        for register in old where !new.contains(where: { $0.id == register.id }) {
            note(
                "register \(register.id)", register.name, "nothing",
                sentence: "it is gone (\(register.name))", canDecide: true
            ) { $0.registers.removeAll { $0.id == register.id } }
        }
        for register in new {
            guard let before = old.first(where: { $0.id == register.id }) else {
                note(
                    "register \(register.id)", "nothing", register.name,
                    sentence: "it is new (\(register.name))", canDecide: false
                ) { $0.registers = ($0.registers + [register]).sorted { $0.rank < $1.rank } }
                continue
            }
            let words: [(String, String, String, Bool)] = [
                ("name", before.name, register.name, false),
                ("rank", "\(before.rank)", "\(register.rank)", true),
                ("purpose", before.purpose.rawValue, register.purpose.rawValue, true),
                ("reviewer", before.reviewer, register.reviewer, false),
                ("rhythm", before.rhythm, register.rhythm, false),
            ]
            for (name, one, two, canDecide) in words where one != two {
                note(
                    "register \(register.id)", "\"\(one)\"", "\"\(two)\"", about: "\(name) ",
                    column: name, canDecide: canDecide
                ) { settings in
                    guard
                        let index = settings.registers.firstIndex(where: { $0.id == register.id })
                    else { return }
                    switch name {
                    case "rank": settings.registers[index].rank = register.rank
                    case "purpose": settings.registers[index].purpose = register.purpose
                    default: break
                    }
                    settings.registers.sort { $0.rank < $1.rank }
                }
            }
        }
    }
}
