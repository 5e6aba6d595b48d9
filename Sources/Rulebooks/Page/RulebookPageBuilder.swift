import DMN
import RiskRegister
import Texts

/// Makes the parts of a page, with anchors that are used once.
struct RulebookPageBuilder {
    let loaded: LoadedRulebook
    private var used: Set<String> = ["paper", "registers", "roles", "tests", "remarks", "files"]

    init(_ loaded: LoadedRulebook) { self.loaded = loaded }

    /// An anchor: letters, digits and hyphens; with a number where it is taken.
    private mutating func anchor(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars.prefix(120) {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": name.unicodeScalars.append(scalar)
            default: name += "-"
            }
        }
        if name.isEmpty { name = "part" }
        var number = 1
        var unique = name
        while !used.insert(unique).inserted {
            number += 1
            unique = "\(name)-\(number)"
        }
        return unique
    }

    static func listed(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    // MARK: - Models

    mutating func model(_ model: LoadedRulebook.Model) -> RulebookPage.Model {
        let definitions = model.model.definitions
        let own = anchor("model-\(model.file)")
        var anchors: [String: String] = [:]
        for decision in definitions.decisions {
            anchors[decision.id] = anchor("decision-\(decision.name)")
        }
        for function in definitions.knowledgeModels {
            anchors[function.id] = anchor("function-\(function.name)")
        }
        let functions = definitions.knowledgeModels.map {
            self.function($0, in: definitions, anchors)
        }
        let decisions = definitions.decisions.map {
            self.decision($0, in: definitions, file: model.file, anchors)
        }
        return RulebookPage.Model(
            file: model.file, name: definitions.name, anchor: own,
            picture: picture(of: definitions, anchors),
            asked: definitions.inputData.map { asked($0, in: definitions) },
            decisions: functions + decisions)
    }

    private func picture(
        of definitions: Definitions, _ anchors: [String: String]
    ) -> RulebookPage.Picture {
        typealias Drawing = RequirementsDrawing
        let nodes =
            definitions.inputData.map { Drawing.Node(id: $0.id, shape: .input, label: $0.name) }
            + definitions.knowledgeModels.map {
                Drawing.Node(
                    id: $0.id, shape: .knowledge, label: $0.name, anchor: anchors[$0.id])
            }
            + definitions.decisions.map {
                Drawing.Node(id: $0.id, shape: .decision, label: $0.name, anchor: anchors[$0.id])
            }
        func name(_ reference: Reference) -> String {
            RulebookPageBuilder.name(reference, definitions)
        }
        var edges: [Drawing.Edge] = []
        var sentences: [String] = []
        for function in definitions.knowledgeModels where !function.requiredKnowledge.isEmpty {
            edges += function.requiredKnowledge.map {
                .init(from: $0.id, to: function.id, line: .knowledge)
            }
            sentences.append(
                "The function \(function.name) calls "
                    + RulebookPageBuilder.listed(function.requiredKnowledge.map(name)) + ".")
        }
        for decision in definitions.decisions {
            let needs = decision.requiredInputs + decision.requiredDecisions
            edges += needs.map { .init(from: $0.id, to: decision.id) }
            edges += decision.requiredKnowledge.map {
                .init(from: $0.id, to: decision.id, line: .knowledge)
            }
            var said =
                needs.isEmpty
                ? "\(decision.name) needs nothing"
                : "\(decision.name) needs \(RulebookPageBuilder.listed(needs.map(name)))"
            if !decision.requiredKnowledge.isEmpty {
                said +=
                    " and calls "
                    + RulebookPageBuilder.listed(decision.requiredKnowledge.map(name))
            }
            sentences.append(said + ".")
        }
        return RulebookPage.Picture(
            title: "What each decision of \(definitions.name) needs",
            drawing: Drawing(nodes, edges), sentences: sentences)
    }

    /// The name of what a reference leads to; its id where that is in another model.
    private static func name(_ reference: Reference, _ definitions: Definitions) -> String {
        definitions.inputData.first { $0.id == reference.id }?.name
            ?? definitions.decisions.first { $0.id == reference.id }?.name
            ?? definitions.knowledgeModels.first { $0.id == reference.id }?.name ?? reference.id
    }

    private func asked(_ input: InputData, in definitions: Definitions) -> RulebookPage.Asked {
        if let fact = Fact(rawValue: input.name) {
            return RulebookPage.Asked(
                name: input.name, type: RulebookPageBuilder.plainType(fact.typeName),
                unit: fact.unit.replacing("1...", with: "1 to ").replacing("\"", with: ""),
                origin: fact.origin)
        }
        let type = definitions.itemDefinitions.first { $0.name == input.variable.typeRef }
        return RulebookPage.Asked(
            name: input.name,
            type: RulebookPageBuilder.plainType(input.variable.typeRef ?? "Any"),
            unit: type?.allowedValues?.text ?? "",
            origin: "a field of the trust's own, by the mapping")
    }

    private static func plainType(_ type: String) -> String {
        switch type {
        case "string": "text"
        case "boolean": "yes or no"
        case "date": "day"
        case "Any": "any"
        default: type
        }
    }

    private mutating func function(
        _ function: BusinessKnowledgeModel, in definitions: Definitions,
        _ anchors: [String: String]
    ) -> RulebookPage.Decision {
        let parameters = function.logic?.parameters.map(\.name) ?? []
        let words = RuleWords(definitions, parameters: parameters)
        return RulebookPage.Decision(
            name: function.name, anchor: anchors[function.id] ?? "",
            kind: "A function of \(RulebookPageBuilder.listed(parameters))", role: nil,
            question: nil, description: nil,
            needs: function.requiredKnowledge.map {
                (RulebookPageBuilder.name($0, definitions), anchors[$0.id])
            },
            logic: logic(function.logic?.body, name: function.name, role: nil, words))
    }

    private mutating func decision(
        _ decision: Decision, in definitions: Definitions, file: String,
        _ anchors: [String: String]
    ) -> RulebookPage.Decision {
        let role = Role.allCases.first {
            let played = loaded.rulebook.decisions[$0]
            return played?.file == file && played?.name == decision.name
        }
        return RulebookPage.Decision(
            name: decision.name, anchor: anchors[decision.id] ?? "", kind: "Decision",
            role: role.map { $0.purpose },
            question: decision.question, description: decision.description,
            needs: (decision.requiredInputs + decision.requiredDecisions
                + decision.requiredKnowledge).map {
                    (RulebookPageBuilder.name($0, definitions), anchors[$0.id])
                },
            logic: logic(
                decision.expression, name: decision.name, role: role, RuleWords(definitions)))
    }

    // MARK: - Logic

    private mutating func logic(
        _ expression: BoxedExpression?, name: String, role: Role?, _ words: RuleWords
    ) -> RulebookPage.Logic {
        guard let expression else {
            return .expression(words: "It says nothing: its answer is absent.", written: "")
        }
        switch expression.kind {
        case .table(let table): return .table(self.table(table, name: name, role: role, words))
        case .literal(let text):
            return .expression(words: words.expression(text.text), written: text.text)
        case .context(let entries):
            let labels = entries.map { $0.variable?.name ?? "The answer" }
            return parts(entries.map(\.value), labels, name: name, words)
        case .conditional:
            return parts(expression.parts, ["If", "Then", "Otherwise"], name: name, words)
        case .invocation, .list, .relation, .function, .filter, .iteration:
            guard expression.holdsTable else {
                return .expression(words: nil, written: expression.words)
            }
            let labels = expression.parts.indices.map { "Part \($0 + 1)" }
            return parts(expression.parts, labels, name: name, words)
        }
    }

    private mutating func parts(
        _ parts: [BoxedExpression], _ labels: [String], name: String, _ words: RuleWords
    ) -> RulebookPage.Logic {
        var logics: [(label: String, logic: RulebookPage.Logic)] = []
        for (label, part) in zip(labels, parts) {
            logics.append((label, logic(part, name: label, role: nil, words)))
        }
        return .parts(logics)
    }

    private mutating func table(
        _ table: DecisionTable, name: String, role: Role?, _ words: RuleWords
    ) -> RulebookPage.Table {
        let outputs = RulebookShow.shownOutputs(table)
        let notes = max(
            table.annotationNames.count, table.rules.map(\.annotations.count).max() ?? 0)
        let hasDescriptions = table.rules.contains { $0.description?.isEmpty == false }
        func cell(_ written: String, _ said: String?) -> RulebookPage.Cell {
            RulebookPage.Cell(
                text: said ?? written.onOneLine, isWritten: said == nil)
        }
        var rows: [RulebookPage.Row] = []
        for rule in table.rules {
            rows.append(
                RulebookPage.Row(
                    id: rule.id, anchor: anchor(rule.id),
                    conditions: rule.inputs.map { cell($0.text, words.test($0.text)) },
                    conclusions: outputs.filter { $0 < rule.outputs.count }.map { index in
                        let text = rule.outputs[index].text
                        let isNothing = words.answer(text) == "nothing"
                        let said = words.expression(text)
                        return cell(
                            text,
                            isNothing ? "–" : role == .routing ? said.map(RuleWords.outcome) : said)
                    },
                    notes: (0..<notes).map {
                        $0 < rule.annotations.count ? rule.annotations[$0] : ""
                    } + (hasDescriptions ? [rule.description ?? ""] : []),
                    sentence: words.sentence(
                        rule, of: table, decision: name, role: role?.rawValue)))
        }
        let heads = (0..<notes).map { index in
            index < table.annotationNames.count && !table.annotationNames[index].isEmpty
                ? table.annotationNames[index] : "Note"
        }
        let fallback = zip(table.outputs, table.outputs.map(\.defaultEntry)).compactMap {
            column, entry in
            entry.map { "\(column.label ?? column.name ?? name) is \(words.answer($0.text))" }
        }
        return RulebookPage.Table(
            policy: table.policyWords,
            conditions: table.inputs.map { $0.label ?? $0.expression.text.onOneLine },
            conclusions: outputs.map {
                table.outputs[$0].label ?? table.outputs[$0].name ?? table.outputLabel ?? name
            },
            notes: heads + (hasDescriptions ? ["Description"] : []), rows: rows,
            fallback: fallback.isEmpty ? nil : RulebookPageBuilder.listed(fallback))
    }
}

extension DecisionTable {
    /// What happens when rows match, and when none does, as a reader needs it.
    var policyWords: String {
        let matching =
            switch hitPolicy {
            case .unique: "Only one row can apply to a risk: the rows leave no choice."
            case .any: "Several rows may apply, and then they give the same answer."
            case .priority:
                "Of the rows that apply, the one whose answer ranks highest counts."
            case .first: "The rows are read from the top: the first that applies counts."
            case .outputOrder: "Every row that applies counts, the highest answer first."
            case .ruleOrder: "Every row that applies counts, in the order of the rows."
            case .collect:
                switch aggregation {
                case nil: "Every row that applies counts."
                case .sum?: "The answers of all rows that apply are added up."
                case .minimum?: "Of the rows that apply, the smallest answer counts."
                case .maximum?: "Of the rows that apply, the largest answer counts."
                case .count?: "The answer is how many rows apply."
                }
            }
        return "\(matching) (Hit policy \(hitPolicy.rawValue)"
            + (aggregation.map { ", \($0.rawValue)" } ?? "") + ".)"
    }
}

extension BoxedExpression {
    /// Whether a table is anywhere inside.
    fileprivate var holdsTable: Bool {
        if case .table = kind { return true }
        return parts.contains(where: \.holdsTable)
    }
}
