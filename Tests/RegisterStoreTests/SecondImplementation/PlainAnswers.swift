import RiskRegister

/// What the second implementation answers: where every risk of an organisation stands on every day.
struct PlainAnswers {
    let known: PlainKnowledge
    let lives: [(label: String, life: PlainLife, standings: [Day: PlainStanding])]

    /// The answers as known when a history's last entry has come, up to a day.
    init(_ history: PlainHistory, of organisation: String, through last: Day) {
        let known = PlainKnowledge(history, of: organisation)
        self.known = known
        func live(_ name: String, isPrincipal: Bool) -> (String, PlainLife, [Day: PlainStanding]) {
            let life = PlainLife(of: name, isPrincipal: isPrincipal, known)
            let label = (isPrincipal ? "principal " : "risk ") + name
            return (label, life, life.standings(through: last))
        }
        lives =
            known.operationalNames.map { live($0, isPrincipal: false) }
            + known.principalNames.map { live($0, isPrincipal: true) }
    }

    /// Where each risk stands on a day, by its label.
    func standings(on day: Day) -> [String: String] {
        var found: [String: String] = [:]
        for (label, _, standings) in lives { found[label] = standings[day]?.line }
        return found
    }

    /// The same, with what else a list of a day says of each risk.
    func list(on day: Day) -> [String: String] {
        var found: [String: String] = [:]
        for (label, life, standings) in lives {
            guard let standing = standings[day] else { continue }
            found[label] = PlainLines.joined([
                standing.line, "last seen \(life.lastSeen(on: day))",
                life.isNotCovered(on: day)
                    ? "not covered" : movement(standings, on: day).map { "movement \($0)" },
            ])
        }
        return found
    }

    /// How a risk moved since the extract before the newest; nil while there is one extract.
    private func movement(_ standings: [Day: PlainStanding], on day: Day) -> String? {
        let withRecords = Set(known.extracts.map(\.day).filter { $0 <= day })
        let days =
            withRecords.isEmpty
            ? Set(known.frameworks.map(\.day).filter { $0 <= day }) : withRecords
        guard days.count > 1, let now = standings[day] else { return nil }
        guard let before = standings[days.sorted()[days.count - 2]] else { return "new" }
        if now.status == .open, before.status != .open { return "returned" }
        switch (before.outcome.score, now.outcome.score) {
        case (nil, nil): return "same"
        case (let old?, let new?): return new == old ? "same" : new > old ? "up" : "down"
        case (nil, _?), (_?, nil): return nil
        }
    }
}

extension PlainLife {
    /// The day of the newest extract, or framework, that holds it.
    func lastSeen(on day: Day) -> Day {
        if isPrincipal {
            let listing = known.frameworks.last { extract in
                extract.day <= day
                    && extract.framework?.principalRisks.contains { $0.id == name } ?? false
            }
            return listing?.day ?? day
        }
        return sightings.last { $0.day <= day && $0.isHeld }?.day ?? day
    }

    /// The newest extracts of its source neither hold nor cover it: it is as last known.
    func isNotCovered(on day: Day) -> Bool {
        guard !isPrincipal,
            let seen = sightings.last(where: { $0.day <= day && $0.isHeld }),
            let record = seen.record
        else { return false }
        let ofSource = known.extracts.filter { $0.source == seen.source && $0.day <= day }
        guard let newest = ofSource.last?.day, seen.day < newest else { return false }
        return !ofSource.contains { $0.day == newest && record.lies(in: $0.directorate) }
    }
}

/// A standing as one line, so that two can be compared by eye.
enum PlainLines {
    static func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.joined(separator: "; ")
    }
}

extension PlainStanding {
    /// Everything that is compared.
    var line: String {
        PlainLines.joined([
            status.rawValue, outcome.routing,
            "\(outcome.score.map { "score \($0)" } ?? "no score") since \(scoreSince)",
            "first seen \(firstSeen)", waitingSince.map { "waits for approval since \($0)" },
            stays.isEmpty
                ? nil
                : "on "
                    + stays.sorted { $0.key < $1.key }.map {
                        "\($0.key) (\($0.value.ground.rawValue) since \($0.value.since))"
                    }.joined(separator: ", "),
            proposals.isEmpty
                ? nil
                : "asks "
                    + proposals.map { "\($0.kind.rawValue) \($0.register) since \($0.since)" }
                    .sorted().joined(separator: ", "),
            isFromBaseline ? "from the baseline" : nil,
            found.isEmpty ? nil : "as found on " + found.sorted().joined(separator: ", "),
            confirmed.isEmpty ? nil : "confirmed " + confirmed.sorted().joined(separator: ", "),
            idle.isEmpty ? nil : "idle rulings \(idle)",
        ])
    }
}
