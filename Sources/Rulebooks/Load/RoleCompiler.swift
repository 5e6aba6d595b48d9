import DMN
import FEEL
import RiskRegister
import Texts

/// Turns the decisions that play roles into closures over compiled tables, and checks that they can play them.
struct RoleCompiler {
    let models: [LoadedRulebook.Model]
    /// Files whose models do not compile: what is said of them is said already.
    let broken: Set<String>
    let prefix: String
    let localFacts: Set<String>
    let settings: RulebookSettings
    private(set) var problems: [ModelProblem] = []

    init(
        models: [LoadedRulebook.Model], broken: Set<String>, prefix: String,
        localFacts: Set<String>, settings: RulebookSettings
    ) {
        self.models = models
        self.broken = broken
        self.prefix = prefix
        self.localFacts = localFacts
        self.settings = settings
    }

    /// The decisions by role; those that cannot play theirs are left out and noted.
    mutating func decisions() -> [Role: RoleDecision] {
        var decisions: [Role: RoleDecision] = [:]
        for role in Role.allCases {
            guard let part = settings.roles[role] else { continue }
            decisions[role] = decision(role, part)
        }
        return decisions
    }

    private mutating func decision(
        _ role: Role, _ part: RulebookSettings.Part
    ) -> RoleDecision? {
        guard let model = models.first(where: { $0.file == part.file })?.model else {
            if !broken.contains(part.file) {
                let known = (models.map(\.file) + broken).sorted()
                problem(
                    part.location,
                    "there is no file \"\(part.file)\" for the role \(role.rawValue)",
                    advice: YAMLTree.offer(part.file, known))
            }
            return nil
        }
        guard let handle = try? model.decision(part.decision) else {
            problem(
                part.location,
                "\(part.file) has no decision \"\(part.decision)\" for the role \(role.rawValue)",
                advice: YAMLTree.offer(part.decision, model.decisionNames))
            return nil
        }
        let inputs = handle.inputs.compactMap { input(of: role, $0) }
        if let written = model.definitions.decisions.first(where: { $0.name == handle.name }) {
            problems += RoleShape.problems(of: written, role: role, registers: settings.registers)
        }
        guard inputs.count == handle.inputs.count else { return nil }
        let pool = EvaluatorPool(handle)
        let tracer = RuleTracer(file: part.file, definitions: model.definitions)
        return RoleDecision(
            file: part.file, name: handle.name, inputs: inputs,
            evaluate: { values in pool.evaluate(values) },
            explain: { values in tracer.traces(handle.explain(values)) })
    }

    /// The fact that an input names, if decisions of the role may ask for it.
    private mutating func input(of role: Role, _ input: DecisionHandle.Input) -> RuleInput? {
        let local = role == .moves || role == .findings ? [] : localFacts.sorted()
        if let fact = Fact(rawValue: input.name) {
            guard role.facts.contains(fact) else {
                problem(
                    input.location,
                    "the fact \"\(input.name)\" is not known when the \(role.rawValue) decision is asked",
                    advice: "it may ask for: \(role.facts.map(\.rawValue).joined(separator: ", "))")
                return nil
            }
            let type = input.type.description
            guard type == "Any" || type == fact.typeName else {
                problem(
                    input.location,
                    "the fact \"\(input.name)\" is a \(fact.typeName), and the model says \(type)",
                    advice: "give the input the type \(fact.typeName)")
                return nil
            }
            return .fact(fact)
        }
        if local.contains(input.name) { return .local(input.name) }
        let known = role.facts.map(\.rawValue) + local
        problem(
            input.location, "no fact is called \"\(input.name)\"",
            advice: nearest(input.name, known).map { "did you mean \"\($0)\"?" }
                ?? "Rules/FACTS.md lists them; a mapping can declare others under local facts")
        return nil
    }

    private mutating func problem(
        _ location: SourceLocation, _ what: String, advice: String? = nil
    ) {
        problems.append(ModelProblem(at: location, what, advice: advice))
    }

    // MARK: - The settings of checks

    /// The setting of each code that the findings table names.
    mutating func findingSettings(_ decision: RoleDecision?) -> [String: FindingSetting] {
        guard let decision, let part = settings.roles[.findings] else { return [:] }
        var settings: [String: FindingSetting] = [:]
        let known = Checks.catalogue.map(\.code)
        for (code, cell) in codes(part) {
            guard known.contains(code) else {
                problem(
                    cell, "no check has the code \"\(code)\"",
                    advice: nearest(code, known).map { "did you mean \"\($0)\"?" }
                        ?? "Rules/FINDINGS.md lists them")
                continue
            }
            var facts = FactValues()
            facts[.code] = .string(code)
            guard case .context(let result) = decision.value(facts) else { continue }
            let isOn = if case .boolean(false)? = result["on"] { false } else { true }
            settings[code] = FindingSetting(
                isOn: isOn,
                severity: result["severity"]?.asText.flatMap(Severity.init(rawValue:)) ?? .warning,
                limit: result["limit"]?.wholeNumber)
        }
        return settings
    }

    /// The codes that the cells of the table name, in order, with their places.
    private func codes(
        _ part: RulebookSettings.Part
    ) -> [(code: String, cell: SourceLocation)] {
        guard let model = models.first(where: { $0.file == part.file })?.model,
            let table = model.definitions.decisions.first(where: { $0.name == part.decision })?
                .table
        else { return [] }
        return table.rules.flatMap { rule in
            rule.inputs.flatMap { cell in
                RoleShape.strings(in: cell.text).map { ($0, cell.location) }
            }
        }
    }
}

extension Decision {
    /// The decision's table, when it is one.
    var table: DecisionTable? {
        if case .table(let table)? = expression?.kind { table } else { nil }
    }
}
