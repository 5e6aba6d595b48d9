/// What people decided about publishing a risk's fields, and whether it still holds.
///
/// A mark belongs to a field *and* its text: who said that a text may be public has not read the next one. So a mark on a
/// text that has changed since is undecided again, and a field without a mark is undecided too.
///
///     let marks = PublicationMarks(of: state, by: rulings) { digest($0) }
///     marks["description"]   // .decided(ruling) or .outdated(ruling) or .undecided
package struct PublicationMarks: Hashable, Sendable {
    /// What is decided about a field.
    package enum Standing: Hashable, Sendable {
        /// Nobody has said anything.
        case undecided
        /// The ruling that stands: its register is the mark (public, part, private).
        case decided(Ruling)
        /// It was about another text: undecided again.
        case outdated(Ruling)
    }

    /// By field; of `RulingTerms.fields`.
    private var standings: [String: Standing] = [:]

    /// The marks of a risk.
    ///
    /// - Parameters:
    ///   - state: The risk, with its texts.
    ///   - rulings: Those on it that count, by date, then sequence.
    ///   - digest: What a text is known by in rulings (`RulingTerms.textSeen`).
    package init(of state: RiskState, by rulings: [Ruling], digest: (String) -> String) {
        let marks = rulings.filter { $0.verb == .mark }
        guard !marks.isEmpty else { return }
        for field in RulingTerms.fields {
            // Later ones replace earlier ones, of the field alone or of the whole risk.
            guard let last = marks.last(where: { $0.terms.field == nil || $0.terms.field == field })
            else { continue }
            let seen = digest(state.markedText(last.terms.field))
            standings[field] = last.terms.textSeen == seen ? .decided(last) : .outdated(last)
        }
    }

    /// What is decided about a field.
    package subscript(field: String) -> Standing { standings[field] ?? .undecided }

    /// Fields about which something was said, in the order of `RulingTerms.fields`.
    package var named: [(field: String, standing: Standing)] {
        RulingTerms.fields.compactMap { field in standings[field].map { (field, $0) } }
    }
}

extension RiskState {
    /// The text that a mark of a field is about; of the whole risk, all of them.
    ///
    /// - Parameter field: One of `RulingTerms.fields`; nil for the whole risk.
    /// - Returns: The text; empty where there is none.
    package func markedText(_ field: String?) -> String {
        guard let field else {
            return RulingTerms.fields.map { "\($0): \(markedText($0))" }.joined(separator: "\n")
        }
        func lines(_ texts: [String]?) -> String { (texts ?? []).joined(separator: "\n") }
        func either(_ text: String?, _ texts: [String]?) -> String {
            [text ?? "", lines(texts)].filter { !$0.isEmpty }.joined(separator: "\n")
        }
        return switch field {
        case "title": record.title
        case "description": either(record.description, principal?.note.map { [$0] })
        case "owner": record.owner ?? ""
        case "leadExecutive": either(record.leadExecutive, principal?.leadExecutive.map { [$0] })
        case "directorate": record.directorate ?? ""
        case "objectives": lines(record.objectives)
        case "controls": either(record.controls, principal?.controls.map(\.text))
        case "gapsInControl": either(record.gapsInControl, principal?.gaps.map(\.text))
        case "assurance": either(record.assurance, principal?.allAssurances.map(\.text))
        case "gapsInAssurance": record.gapsInAssurance ?? ""
        case "progress": record.progress ?? ""
        case "actions": lines(principal?.actions.map(\.text))
        default: ""
        }
    }
}
