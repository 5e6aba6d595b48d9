/// One thing that changed between two days, with a sentence as a board paper writes it.
package struct Change: Hashable, Sendable {
    /// What kind of change it is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case new, up, down, entered, left, returned, vanished, closed, reopened, rolled, reowned
        case rescored, moved, carried
    }

    /// The risk.
    package var key: RiskKey
    /// The id to print.
    package var id: String
    /// What changed.
    package var kind: Kind
    /// The score or value before; nil when there was none.
    package var from: String?
    /// The score or value after.
    package var to: String?
    /// The sentence: "2101 reduced from 16 to 12 (likelihood 4 to 3); stays on HLRR ...".
    package var sentence: String

    /// A change.
    package init(key: RiskKey, id: String, kind: Kind, from: String?, to: String?, sentence: String)
    {
        self.key = key
        self.id = id
        self.kind = kind
        self.from = from
        self.to = to
        self.sentence = sentence
    }
}
