package import RiskRegister

/// What a mapping makes of one name of a file: its field, how sure that is by the values, and three of them.
package struct ColumnReading: Hashable, Sendable {
    /// The heading, or the element's name.
    package var name: String
    /// The field that it fills; nil when it fills none.
    package var field: MappedField?
    /// How the mapping knows it; nil when it does not.
    package var known: String?
    /// By the mapping, `sure`; where its values speak against the field, `doubtful`.
    package var sureness: MappingSuggestion.Sureness?
    /// What its values are like, or speak against.
    package var reason: String
    /// Up to three different values.
    package var samples: [String]
    /// On how many records it holds something.
    package var filled: Int
    /// The nearest name that the mapping knows, where it does not know this one.
    package var nearest: String?
}

extension RegisterFile {
    /// What is made of each name of the file, in the order in which they first occur.
    ///
    /// The values are those of its first 5,000 records; an import's own findings speak of all.
    package func columns() throws -> [ColumnReading] {
        guard kind != .framework else { return [] }
        var columns = UnknownColumns([:])
        do {
            try records { raw in
                columns.take(raw)
                if columns.records == UnknownExport.recordLimit { throw Enough() }
            }
        } catch is Enough {}
        let compiled = CompiledMapping.compiled(mapping)
        return columns.all.map { ColumnReading($0, compiled) }
    }

    private struct Enough: Error {}
}

extension ColumnReading {
    fileprivate init(_ column: UnknownColumn, _ compiled: CompiledMapping) {
        let kind = ColumnKind(column)
        self.init(
            name: column.heading, reason: kind.filled == 0 ? "empty" : "", samples: column.samples,
            filled: kind.filled)
        let target: CompiledMapping.Target
        switch compiled.known(column.heading) {
        case nil:
            nearest = compiled.suggestion(for: column.heading)
            if reason.isEmpty { reason = "in no mapping" }
            return
        case .whole(let place): (target, known) = (compiled.targets[place], "by name")
        case .code(let place): (target, known) = (compiled.targets[place], "as its code")
        case .part(let place): (target, known) = (compiled.targets[place], "as a part of it")
        }
        guard let field = target.field?.field else {
            known =
                target.register.map { "marks \($0)" }
                ?? (target.facts.isEmpty ? "ignored" : "a fact of the rules")
            return
        }
        self.field = field
        guard kind.filled > 0 else {
            sureness = .sure
            return
        }
        let against =
            FieldValues.scoreContradiction(field, kind) ?? FieldValues.contradiction(field, kind)
        sureness = against == nil ? .sure : .doubtful
        reason = against ?? FieldValues.sentence(column, kind, field)
    }
}

extension FieldValues {
    /// Why values cannot be a score's; nil when they can, or the field is no score.
    static func scoreContradiction(_ field: MappedField, _ kind: ColumnKind) -> String? {
        switch field {
        case .initialLikelihood, .initialConsequence, .currentLikelihood, .currentConsequence,
            .targetLikelihood, .targetConsequence:
            kind.levels >= 0.5 ? nil : "most of its values are no steps from 1 to 5"
        case .initialScore, .currentScore, .targetScore:
            kind.products >= 0.5 || kind.pairs >= 0.5 ? nil : "most of its values are no scores"
        default: nil
        }
    }
}
