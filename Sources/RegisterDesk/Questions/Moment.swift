import Foundation
import RegisterStore
package import RiskRegister
import Rulebooks

/// The day, the knowledge and the organisations that a question or paper speaks for.
package struct Moment: Hashable, Sendable {
    /// The day; nil: the newest extract's day, of each organisation its own.
    package var asAt: Day?
    /// Only what was in the register by then: a sequence, a day or a time with its zone; nil: all of it.
    package var knownAt: String?
    /// A folder of rules to use on every day instead of the adopted ones: a what-if; nil: the adopted ones.
    package var rules: String?
    /// The organisations, by their codes; empty: all that the asker may know of.
    package var organisations: [String]

    /// A moment; nothing said stands for the newest day, all knowledge, all organisations.
    package init(
        asAt: Day? = nil, knownAt: String? = nil, rules: String? = nil, organisations: [String] = []
    ) {
        self.asAt = asAt
        self.knownAt = knownAt
        self.rules = rules
        self.organisations = organisations
    }

    /// The same moment on another day.
    func on(_ day: Day?) -> Moment {
        var moment = self
        moment.asAt = day
        return moment
    }

    /// The point of the chain that `knownAt` names.
    ///
    /// A sequence when all digits, else an instant with its zone, or the whole of a day. What is
    /// neither is refused: taken as text, it would be answered as if nothing had been asked.
    func point() throws(DeskFailure) -> KnownAt? {
        guard let text = knownAt else { return nil }
        if let sequence = Int(text) { return .sequence(sequence) }
        if let day = Day(text) { return .time("\(day)T23:59:59Z") }
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime]
        guard let instant = formatter.date(from: text) else {
            throw DeskFailure(
                .usage,
                "--known-at takes a sequence (12), a day (2026-07-02) or a time with its zone "
                    + "(2026-07-02T09:00:00Z); got \"\(text)\"")
        }
        return .time(formatter.string(from: instant))
    }

    /// The rules of the what-if.
    func whatIf() throws -> Rulebook? { try rules.map { try RulebookFolder.load($0).rulebook } }
}

/// What an answer speaks for: its days, its knowledge, and the rules when they are only supposed.
package struct AnswerBasis: Codable, Hashable, Sendable {
    /// One organisation's day.
    package struct Place: Codable, Hashable, Sendable {
        /// The organisation's code.
        package var organisation: String
        /// The day.
        package var asAt: Day
    }

    /// The day of each organisation, in their order.
    package var places: [Place]
    /// The sequence of the newest entry that counts.
    package var knownAt: Int
    /// The supposed rules ("hct 2"); nil when each day has its own.
    package var whatIf: String?

    /// The basis of views.
    init(_ views: [RegisterView], _ whatIf: Rulebook?) {
        places = views.map { Place(organisation: $0.organisation, asAt: $0.asAt) }
        knownAt = views.map(\.knownAt).max() ?? 0
        self.whatIf = whatIf.map { "\($0.id) \($0.version)" }
    }

    /// The basis of some of the views.
    func of(_ views: [RegisterView]) -> AnswerBasis {
        var basis = AnswerBasis(views, nil)
        basis.whatIf = whatIf
        return basis
    }

    /// "2026-06-30"; of organisations with different days "2026-06-30 (NB), 2026-05-31 (SB)".
    package var days: String {
        let days = Set(places.map(\.asAt))
        guard days.count > 1 else { return days.first?.description ?? "no day" }
        return places.map { "\($0.asAt) (\($0.organisation))" }.joined(separator: ", ")
    }
}
