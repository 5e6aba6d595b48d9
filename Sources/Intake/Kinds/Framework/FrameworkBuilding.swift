internal import FEEL
import RiskRegister
import XML

/// The reading of one framework, and what is noted on the way.
struct FrameworkBuilding {
    let mapping: SourceMapping
    let dateOrder: SourceMapping.DateOrder
    let risks: RecordReader
    let file: String
    var framework = AssuranceFramework()
    var findings: [Finding] = []
    /// Names already reported, by the element they stand in.
    var reported: Set<String> = []

    init(_ mapping: SourceMapping, _ dateOrder: SourceMapping.DateOrder, file: String) {
        self.mapping = mapping
        self.dateOrder = dateOrder
        self.file = file
        risks = RecordReader(mapping: FrameworkNames.adding(to: mapping), dateOrder: dateOrder)
    }

    mutating func framework(_ root: XMLNode) -> AssuranceFramework {
        let head = FrameworkElement(root)
        check(head, FrameworkNames.root + mapping.organisationNames + mapping.extractDay)
        let organisations = mapping.organisationNames + ["organisation"]
        framework.organisation =
            organisations.lazy.compactMap { head.value($0) }.first
            ?? (mapping.organisation.isEmpty ? nil : mapping.organisation)
        framework.organisationName = head.value("organisationName")
        framework.committees = head.items(["committee"]).map { committee(FrameworkElement($0)) }
        framework.executives = head.items(["executive"]).map { executive(FrameworkElement($0)) }
        for node in head.items(["objective"]) { objective(FrameworkElement(node)) }
        framework.appetites = head.items(["appetite"]).map { appetite(FrameworkElement($0)) }
        for node in head.items(["principalrisk"] + mapping.records.map(\.lettersAndDigits)) {
            principalRisk(FrameworkElement(node))
        }
        framework.findings = findings
        return framework
    }

    // MARK: - Parts of the framework

    private mutating func committee(
        _ element: FrameworkElement
    ) -> AssuranceFramework.Committee {
        check(element, ["id", "name"])
        var committee = AssuranceFramework.Committee()
        committee.name = element.value("name") ?? element.ownText ?? ""
        committee.id = element.value("id") ?? committee.name
        if committee.name.isEmpty { committee.name = committee.id }
        return committee
    }

    private mutating func executive(
        _ element: FrameworkElement
    ) -> AssuranceFramework.Executive {
        check(element, ["id", "role"])
        var executive = AssuranceFramework.Executive()
        executive.role = element.value("role") ?? element.ownText ?? ""
        executive.id = element.value("id") ?? executive.role
        if executive.role.isEmpty { executive.role = executive.id }
        return executive
    }

    private mutating func objective(_ element: FrameworkElement) {
        var objective = AssuranceFramework.Objective()
        objective.id = id(element, among: framework.objectives.map(\.id)) { .objective($0) }
        let subject = FindingSubject.objective(objective.id)
        check(element, FrameworkNames.objective, subject: subject)
        objective.text = element.text
        if let kind = element.value("kind"), kind.lettersAndDigits != "strategic" {
            objective.kind = .other(kind)
        }
        objective.version = element.value("version")
        objective.from = date(element, "from", subject)?.earliest
        objective.to = date(element, "to", subject)?.latest
        objective.replacedBy = element.value("replacedBy")
        objective.owner = element.value("owner")
        objective.committee = element.value("committee")
        objective.aliases = element.values("alias")
        // Its own code still names it where the other that has it does not stand.
        if let code = element.value("id"), code != objective.id { objective.aliases.append(code) }
        framework.objectives.append(objective)
    }

    /// A date; what is none is noted.
    mutating func date(
        _ element: FrameworkElement, _ name: String, _ subject: FindingSubject
    ) -> SourceDate? {
        guard let text = element.value(name) else { return nil }
        let date = DateText(text, order: dateOrder).date
        if date == nil { unknownWord(text, name, subject, "not used as a date", at: element) }
        return date
    }

    private mutating func appetite(_ element: FrameworkElement) -> AssuranceFramework.Appetite {
        check(element, ["domain", "word", "appetite", "tolerance", "toleranceOn"])
        var appetite = AssuranceFramework.Appetite()
        appetite.domain = element.value("domain") ?? ""
        appetite.word = element.value("word")
        if let text = element.value("appetite") ?? element.ownText {
            let (score, word) = limit(text, "appetite", element)
            appetite.appetite = score
            appetite.word = appetite.word ?? word
        }
        if let text = element.value("tolerance") {
            appetite.tolerance = limit(text, "tolerance", element).score
        }
        if let text = element.value("toleranceOn") {
            if let kind = ScoreKind(rawValue: text.lettersAndDigits) {
                appetite.toleranceKind = kind
            } else {
                unknownWord(text, "toleranceOn", fileSubject, "taken as current", at: element)
            }
        }
        return appetite
    }

    /// "8", "Cautious", "Cautious (8)"; a number that is no score is noted.
    private mutating func limit(
        _ text: String, _ name: String, _ element: FrameworkElement
    ) -> (score: Int?, word: String?) {
        guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return (nil, text) }
        let found = ScoreText(text, likelihoodFirst: mapping.likelihoodFirst)
        let highest = max(ScoreSize.npsa.highest, mapping.size.highest)
        if let score = found.number?.exactInt, (1...highest).contains(score) {
            return (score, found.band)
        }
        unknownWord(text, name, fileSubject, "a limit is a score from 1 to \(highest)", at: element)
        return (nil, found.band)
    }
}
