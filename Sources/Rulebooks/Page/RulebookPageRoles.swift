import DMN
import RiskRegister

extension RulebookPageBuilder {
    /// How the decisions of the rulebook follow one another: each asked with what those before it gave.
    mutating func roles() -> RulebookPage.Picture {
        let decisions = Role.allCases.compactMap { role in
            loaded.rulebook.decisions[role].map { (role, $0) }
        }
        var nodes = [
            RequirementsDrawing.Node(id: "record", shape: .input, label: "The risk's record")
        ]
        var edges: [RequirementsDrawing.Edge] = []
        var sentences: [String] = []
        let present = Set(decisions.map(\.0))
        for (role, decision) in decisions {
            nodes.append(
                RequirementsDrawing.Node(
                    id: role.rawValue, shape: .decision,
                    label: role.title == decision.name
                        ? decision.name : "\(role.title): \(decision.name)"))
            var sources: [Role] = []
            var asksRecord = false
            for input in decision.inputs {
                guard case .fact(let fact) = input else {
                    asksRecord = true
                    continue
                }
                if let giver = fact.giver, present.contains(giver), giver != role {
                    if !sources.contains(giver) { sources.append(giver) }
                } else if fact != .code {
                    asksRecord = true
                }
            }
            // A decision may also need, in its own model, one that plays another role.
            for other in required(by: decision) where other != role && !sources.contains(other) {
                sources.append(other)
            }
            if role == .moves, present.contains(.registers), !sources.contains(.registers) {
                sources.append(.registers)
                asksRecord = false
            }
            edges += sources.map { .init(from: $0.rawValue, to: role.rawValue) }
            if asksRecord { edges.append(.init(from: "record", to: role.rawValue)) }
            if role == .findings {
                nodes.append(.init(id: "checks", shape: .input, label: "The checks' codes"))
                edges.append(.init(from: "checks", to: role.rawValue))
            }
            let names = sources.map { "the \($0.rawValue) decision" }
            let all = (asksRecord ? ["the risk's record"] : []) + names
            sentences.append(
                "\(role.title) (\(decision.name), \(decision.file)): \(role.purpose)"
                    + (all.isEmpty ? "." : "; it is asked with \(RulebookPageBuilder.listed(all)).")
            )
        }
        return RulebookPage.Picture(
            title: "How the decisions of the rulebook follow one another",
            drawing: RequirementsDrawing(nodes, edges), sentences: sentences)
    }

    /// The roles that the decisions play which a decision needs in its own model.
    private func required(by played: RoleDecision) -> [Role] {
        guard
            let definitions = loaded.models.first(where: { $0.file == played.file })?.model
                .definitions
        else { return [] }
        var open = definitions.decisions.filter { $0.name == played.name }
        var found: [Role] = []
        var seen: Set<String> = []
        while let next = open.popLast() {
            for reference in next.requiredDecisions where seen.insert(reference.id).inserted {
                guard let needed = definitions.decisions.first(where: { $0.id == reference.id })
                else { continue }
                open.append(needed)
                found += Role.allCases.filter {
                    let decision = loaded.rulebook.decisions[$0]
                    return decision?.file == played.file && decision?.name == needed.name
                }
            }
        }
        return Role.allCases.filter { found.contains($0) }
    }
}

extension Role {
    /// The role's name at the head of a line.
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// What the decision of the role is for.
    var purpose: String {
        switch self {
        case .score: "which number of the record is the score used"
        case .grade: "the word for the score"
        case .threshold: "whether the score is at the threshold"
        case .routing: "the one outcome that the record has"
        case .registers: "the registers that the risk must be on, and why"
        case .moves: "which moves between registers need whose agreement"
        case .review: "how often the risk is reviewed, by whom, and who may accept it"
        case .findings: "which checks run on the data, and how much each matters"
        }
    }
}

extension Fact {
    /// The role whose decision gives the fact; nil for what the record or the engine gives.
    fileprivate var giver: Role? {
        switch self {
        case .score, .scoreBasis: .score
        case .grade: .grade
        case .atThreshold: .threshold
        case .move, .register: .registers
        case .level, .status, .approval, .likelihood, .consequence, .printedScore, .computedScore,
            .initialScore, .targetScore, .strategicObjectives, .unknownObjectives,
            .otherObjectives, .boardBasis, .source, .type, .subtype, .domain, .directorate,
            .opened, .lastReview, .code:
            nil
        }
    }
}
