import RiskRegister

/// Where a risk stood at the end of a day, with the record that was then its newest.
struct StoredPoint: Hashable {
    var day: Day
    var record: Int64
    var reading: Reading
    var standing: Standing
}

/// A point with the record that it names.
struct PlayedPoint {
    var point: StoredPoint
    /// The record as it counts on the day.
    var record: RiskRecord
    /// The record as it is typed, whatever the day and whatever people answered.
    var typed: RiskRecord
}

/// How an extract that covers a risk and lacks it is taken.
enum Absence: Int64 {
    /// It is missed.
    case vanished = 1
    /// The export holds open risks only: closed, or left out?
    case asked = 2
    /// People said that it was left out.
    case leftOut = 3
    /// People said that it is closed.
    case closed = 4

    /// What a lack does to a risk.
    struct Step: Hashable {
        var absence: Absence
        /// What the day's events say of it.
        var event: Event

        enum Event: Hashable {
            /// Nothing: it is as last seen.
            case none
            case gone
            /// It is open again, as last seen.
            case reopened
            case closed(Day)
        }
    }

    /// How a risk is taken from the day on which an extract lacks it.
    ///
    /// - Parameters:
    ///   - before: How the extracts before took it; nil: the newest that covers it held it.
    ///   - answer: What people say of it.
    ///   - asks: The extract holds open risks only.
    /// - Returns: What follows; nil: it is as before.
    static func step(
        after before: Absence?, _ answer: AbsenceAnswer?, asks: Bool
    ) -> Step? {
        switch (answer, before) {
        case (.closed(let day), _): Step(absence: .closed, event: .closed(day))
        case (.leftOut, .vanished), (.leftOut, .closed): Step(absence: .leftOut, event: .reopened)
        case (.leftOut, .leftOut): nil
        case (.leftOut, .asked), (.leftOut, nil): Step(absence: .leftOut, event: .none)
        case (nil, .vanished), (nil, .closed): nil
        case (nil, .asked), (nil, .leftOut): asks ? nil : Step(absence: .vanished, event: .gone)
        case (nil, nil):
            asks
                ? Step(absence: .asked, event: .none) : Step(absence: .vanished, event: .gone)
        }
    }
}

/// A risk's row: what the newest extract that covers it said.
struct StoredRisk: Hashable {
    var id: Int64 = 0
    var key: RiskKey
    var record: Int64
    var reading: Reading
    /// The source of the extract that held it last.
    var source: String
    /// The newest extract that covers it lacks it, and how that is taken.
    var absence: Absence?
    var status: RiskStatus
    /// The first of the days with extracts, up to the newest, of which every one held it; nil when
    /// the newest did not.
    var seenSince: Day?

    var isGone: Bool { absence != nil }
}

/// An earlier stretch of days: every extract's day from `first` on and before `gone` held the risk.
struct SeenSpan: Hashable {
    var first: Day
    var gone: Day
    var source: String
}

/// A risk with everything that is derived of it.
struct PlayedRisk {
    var risk: StoredRisk
    /// When extracts held it, before `risk.seenSince`.
    var spans: [SeenSpan] = []
    /// Other keys by which rulings may name it: those of records without an id.
    var aliases: Set<String> = []
    var points: [PlayedPoint] = []
}

extension RiskLevel {
    /// The level as derived rows write it.
    var code: Int64 {
        switch self {
        case .operational: 0
        case .principal: 1
        }
    }

    init(code: Int64) { self = code == 0 ? .operational : .principal }
}
