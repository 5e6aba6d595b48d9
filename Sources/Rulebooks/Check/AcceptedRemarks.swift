import DMN
import Yams

/// Why a remark of the check is right as it is: an entry of `remarks.yaml`.
///
/// The file stands in the rulebook's folder and decides nothing, so that a remark can be accepted
/// without a new version:
///
///     accepted:
///       - model: scoring.dmn
///         decision: Grade
///         rows: [GRD-05]
///         kind: off-scale
///         says: names 7, 13 and 14
///         reason: the bands leave these out, and the row says so
///
/// A remark that names no row is found by some of its words, `says: ...`; beside rows they keep the
/// reason from covering what the check says of another day's row.
struct AcceptedRemark {
    var model = ""
    var decision = ""
    var rows: [String] = []
    var kind: TableRemark.Kind?
    var says: String?
    var reason = ""
    let location: SourceLocation

    init(at location: SourceLocation) { self.location = location }

    /// Whether the entry speaks of a remark on a file of the folder.
    func matches(_ remark: TableRemark, in file: String) -> Bool {
        file == model && remark.decision == decision && remark.kind == kind
            && Set(remark.rows) == Set(rows) && (says.map(remark.sentence.contains) ?? true)
    }
}

/// Reads `remarks.yaml` and notes what is wrong with it.
struct AcceptedRemarksReader {
    var tree: YAMLTree

    init(file: String) { tree = YAMLTree(file: file) }

    private static let names = ["model", "decision", "row", "rows", "kind", "says", "reason"]

    /// The entries; those that are wrong are left out and noted.
    mutating func entries(_ bytes: [UInt8]) -> [AcceptedRemark] {
        var entries: [AcceptedRemark] = []
        for entry in tree.entries(of: bytes) {
            guard entry.name == "accepted" else {
                tree.unknown(entry, among: ["accepted"])
                continue
            }
            switch entry.value {
            case .sequence(let items): entries += items.compactMap { self.entry($0) }
            case .scalar(let scalar) where scalar.string.isEmpty: break
            case .scalar, .mapping, .alias:
                tree.problem(
                    entry.value, "accepted is not a list of remarks",
                    advice: "give each remark `- model:` and its lines")
            }
        }
        return entries
    }

    private mutating func entry(_ node: Node) -> AcceptedRemark? {
        var entry = AcceptedRemark(
            at: SourceLocation(
                file: tree.file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1))
        let before = tree.problems.count
        for field in tree.entries(of: node, called: "a remark") {
            switch field.name {
            case "model": entry.model = tree.text(field) ?? ""
            case "decision": entry.decision = tree.text(field) ?? ""
            case "row", "rows": entry.rows = tree.texts(field)
            case "kind":
                entry.kind = tree.choice(field, of: TableRemark.Kind.allCases.map(\.rawValue))
                    .flatMap(TableRemark.Kind.init(rawValue:))
            case "says": entry.says = tree.text(field)
            case "reason": entry.reason = tree.text(field) ?? ""
            default: tree.unknown(field, among: Self.names)
            }
        }
        guard tree.problems.count == before else { return nil }
        for (name, isMissing) in [
            ("model", entry.model.isEmpty), ("decision", entry.decision.isEmpty),
            ("kind", entry.kind == nil),
            ("reason", entry.reason.allSatisfy(\.isWhitespace)),
        ] where isMissing {
            tree.problem(node, "a remark has no \(name)", advice: "add a line `\(name):`")
        }
        if entry.rows.isEmpty, entry.says?.isEmpty ?? true {
            tree.problem(
                node, "a remark names neither rows nor words",
                advice: "add `rows: [...]`, or `says:` with words of the remark")
        }
        return tree.problems.count == before ? entry : nil
    }
}
