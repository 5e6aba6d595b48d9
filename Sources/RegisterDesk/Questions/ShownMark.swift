import Digests
package import RiskRegister

/// What people decided about publishing a field of a risk.
package struct ShownMark: Codable, Hashable, Sendable {
    /// The field.
    package var field: String
    /// public, part or private.
    package var mark: String
    /// Under which exemption it is withheld.
    package var exemption: String?
    /// The text is the one that was marked; another is undecided again.
    package var holds: Bool
    /// Who marked it, and when.
    package var by: String
    package var role: String
    package var date: Day

    private init(_ field: String, _ ruling: Ruling, holds: Bool) {
        self.field = field
        mark = ruling.register
        exemption = ruling.terms.exemption
        self.holds = holds
        by = ruling.by
        role = ruling.role
        date = ruling.date
    }

    /// The marks of a risk; fields about which nobody said anything are left out.
    static func all(_ marks: PublicationMarks) -> [ShownMark] {
        marks.named.compactMap { field, standing in
            switch standing {
            case .undecided: nil
            case .decided(let ruling): ShownMark(field, ruling, holds: true)
            case .outdated(let ruling): ShownMark(field, ruling, holds: false)
            }
        }
    }

    /// What a marked text is known by: the SHA-256 of its UTF-8.
    static func digest(_ text: String) -> String { SHA256.digest(text.utf8).hex }
}
