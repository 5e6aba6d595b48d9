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
    var record: RiskRecord
}

/// A risk's row: what the newest extract that covers it said.
struct StoredRisk: Hashable {
    var id: Int64 = 0
    var key: RiskKey
    var record: Int64
    var reading: Reading
    /// The source of the extract that held it last.
    var source: String
    /// The newest extract that covers it lacks it.
    var isGone: Bool
    var status: RiskStatus
    /// The first of the days with extracts, up to the newest, of which every one held it; nil when
    /// the newest did not.
    var seenSince: Day?
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
