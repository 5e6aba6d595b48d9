/// What a check sees: the register on a day, some indexes over it, and its own setting.
///
/// It is handed to every look at every risk, so that it is two references and nothing to copy.
package struct CheckContext: Sendable {
    /// What all checks of a run see.
    private final class Scene: Sendable {
        let view: RegisterView
        let index: CheckIndex
        let raised: RaisedFindings

        init(_ view: RegisterView, _ index: CheckIndex, _ raised: RaisedFindings) {
            (self.view, self.index, self.raised) = (view, index, raised)
        }
    }

    /// A check as the rulebook sets it.
    private final class Task: Sendable {
        let check: Check
        let setting: FindingSetting

        init(_ check: Check, _ setting: FindingSetting) {
            (self.check, self.setting) = (check, setting)
        }
    }

    private let scene: Scene
    private let task: Task

    /// What checks see, of a first one.
    init(
        _ check: Check, _ setting: FindingSetting, view: RegisterView, index: CheckIndex,
        raised: RaisedFindings
    ) {
        scene = Scene(view, index, raised)
        task = Task(check, setting)
    }

    private init(_ scene: Scene, _ task: Task) { (self.scene, self.task) = (scene, task) }

    /// What another check of the same run sees.
    func of(_ check: Check, _ setting: FindingSetting) -> CheckContext {
        CheckContext(scene, Task(check, setting))
    }

    /// The register.
    package var view: RegisterView { _read { yield scene.view } }
    /// Indexes that several checks share.
    var index: CheckIndex { _read { yield scene.index } }
    /// The check that runs.
    var check: Check { _read { yield task.check } }
    /// How the rulebook sets it.
    var setting: FindingSetting { task.setting }
    /// What was found before: by readers, and for rulings, which come last, by every other check.
    var raised: RaisedFindings { scene.raised }

    /// The day the answers speak for.
    var asAt: Day { view.asAt }
    /// The check's limit, as the rulebook sets it; a check that counts something does not run without.
    var limit: Int { setting.limit ?? check.limit?.otherwise?(view.rulebook) ?? 0 }
    /// The rulebook's high level register.
    var highLevel: RegisterDefinition? { view.rulebook.register(for: .highLevel) }
    /// The rulebook's assurance framework.
    var assuranceFramework: RegisterDefinition? { view.rulebook.register(for: .assuranceFramework) }

    /// A finding about a risk, in the check's code, severity and advice.
    func finding(_ state: RiskState, _ message: String, field: String? = nil) -> Finding {
        finding(
            about: .risk(state.key), message, field: field, owner: index.owner(of: state))
    }

    /// A finding about anything, in the check's code, severity and advice.
    func finding(
        about subject: FindingSubject, _ message: String, field: String? = nil,
        owner: String? = nil
    ) -> Finding {
        Finding(
            code: check.code, severity: setting.severity, subject: subject, message: message,
            advice: check.advice, field: field, owner: owner)
    }

    /// The same, after more has been found.
    func after(_ raised: RaisedFindings) -> CheckContext {
        CheckContext(Scene(view, index, raised), task)
    }

    /// The ids of the framework's objectives that live risks of the whole organisation name.
    func namedObjectives(_ framework: AssuranceFramework) -> Set<String> {
        index.facts?.objectives
            ?? OrganisationFacts.objectives(named: index.live, framework, on: asAt)
    }

    /// The id of a risk to print in a message.
    func label(_ key: RiskKey) -> String { view.label(key) }
}

extension String {
    /// Without outer space.
    var trimmed: String {
        // Nearly every text begins and ends with a letter, which is quick to see.
        let letters: ClosedRange<UInt8> = 0x21...0x7E
        if let first = utf8.first, let last = utf8.last, letters ~= first, letters ~= last {
            return self
        }
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// At most so many characters, with an ellipsis when cut.
    func clipped(to length: Int) -> String {
        count <= length ? self : prefix(length) + "…"
    }
}

/// Words as a sentence lists them.
enum Wording {
    /// "HLRR", "HLRR and BAF", "HLRR, CRR and BAF".
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "1 day", "2 days".
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
    }

    /// "the Executive Team"; a name that brings its own article keeps it.
    static func body(_ name: String) -> String {
        name.isEmpty || name.folded.hasPrefix("the ") ? name : "the \(name)"
    }
}
