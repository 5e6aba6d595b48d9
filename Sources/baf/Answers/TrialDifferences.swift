import RegisterReports
import RegisterStore
import RiskRegister
import Rulebooks

/// In what the tried rules differ from those that the register has in force.
struct TrialDifferences {
    /// The differences, in the order that `baf rules diff` has them.
    let items: [RulebookDiff.Item]
    /// The version in force, as a command names it ("hct@1").
    let adopted: String
    private let folder: String

    /// The differences of tried rules from those in force on the trial's day.
    init(of tried: LoadedRulebook, from trial: PolicyTrial, in store: RegisterStore) throws {
        let inForce = trial.views.inForce.rulebook
        adopted = "\(inForce.id)@\(inForce.version)"
        folder = tried.name
        guard let known = try store.rulebooks().last(where: { $0.digest == inForce.digest }) else {
            items = []
            return
        }
        let before = try RulebookFolder.load(
            files: try store.files(of: known).map { (path: $0.path, bytes: $0.bytes) },
            name: adopted)
        items = RulebookDiff.between(before, tried).items
    }

    /// The lines of a text: what can decide anything, or changes who reads a list and when; a dozen at most.
    var lines: [String] {
        guard !items.isEmpty else { return ["They say the same."] }
        let deciding = items.filter { $0.canDecide || $0.isReading }
        let rest = items.count - min(deciding.count, TrialDifferences.limit)
        var lines = deciding.prefix(TrialDifferences.limit).map {
            "\($0.file): \(PlainText.onOneLine($0.line))"
        }
        if deciding.isEmpty { lines.append("Nothing that decides where a risk goes.") }
        if rest > 0 {
            lines.append(
                "\(deciding.isEmpty ? "There" : "And there") \(rest == 1 ? "is" : "are") "
                    + "\(Count.of(rest, deciding.isEmpty ? "difference" : "other difference")) that "
                    + "`baf rules diff \(adopted) \(folder)` shows.")
        }
        return lines
    }

    private static let limit = 12

    /// The differences as JSON, with the names that `baf rules diff` gives their fields.
    var json: JSONValue {
        .array(
            items.map { item in
                .object([
                    ("file", .string(item.file)), ("kind", .string(item.kind)),
                    ("element", .text(item.element)), ("row", .text(item.row)),
                    ("column", .text(item.column)), ("old", .text(item.old)),
                    ("new", .text(item.new)), ("sentence", .string(item.line)),
                    ("decides", .boolean(item.canDecide)),
                ])
            })
    }
}
