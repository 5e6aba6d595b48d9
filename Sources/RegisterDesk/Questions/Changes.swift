import RegisterStore
package import RiskRegister

/// What changed between two days, in sentences: `baf changes`.
package struct ChangesRequest: RepeatedRequest {
    package typealias Answer = ChangesAnswer

    /// The later day as its `asAt`, the knowledge, the organisations.
    package var moment: Moment
    /// The earlier day; nil: of each organisation the extract before.
    package var from: Day?

    /// A question; nothing said stands for the last two extracts.
    package init(_ moment: Moment = Moment(), from: Day? = nil) {
        self.moment = moment
        self.from = from
    }

    package var capabilities: [Capability] { [.ask] }

    package func find(at visit: Visit) throws -> ChangesAnswer {
        if let from, let to = moment.asAt, from >= to {
            throw DeskFailure(.usage, "--from \(from) is not before --to \(to)")
        }
        // Without any risk: the days decide which risks are read.
        let places = try visit.views(
            moment, selecting: RiskSelection(ids: []), withFindings: false)
        var answer = ChangesAnswer(basis: places.basis, from: [], changes: [])
        for place in places.all {
            guard let day = from ?? place.previous?.asAt else { continue }
            let changing =
                day < place.asAt
                ? RiskSelection(changing: day.adding(days: 1)...place.asAt) : .everything
            func view(_ day: Day?) throws -> RegisterView? {
                var moment = moment.on(day)
                moment.organisations = [place.organisation]
                return try visit.views(
                    moment, selecting: changing, texts: .none, withFindings: false
                ).all.first
            }
            answer.from.append(
                AnswerBasis.Place(organisation: place.organisation, asAt: day))
            guard let later = try view(moment.asAt) else { continue }
            answer.changes += Changes.between(try view(day), later).map(ChangeLine.init)
        }
        return answer
    }
}

/// What changed between two days.
package struct ChangesAnswer: DeskAnswer {
    /// The later days.
    package var basis: AnswerBasis
    /// The earlier day of each organisation that has one; none where there is no earlier import.
    package var from: [AnswerBasis.Place]
    /// The changes, by organisation, id and kind.
    package var changes: [ChangeLine]

    package var document: [ChangeLine] { changes }
}

/// One change; its fields are part of the public interface.
package struct ChangeLine: Codable, Hashable, Sendable {
    /// The risk's id.
    package var id: String
    package var kind: Change.Kind
    /// The score or value before.
    package var from: String?
    /// The score or value after.
    package var to: String?
    package var sentence: String

    init(_ change: Change) {
        id = change.id
        kind = change.kind
        from = change.from
        to = change.to
        sentence = change.sentence
    }
}
