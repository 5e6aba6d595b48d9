import GRDB
import RiskRegister

/// Puts a view together.
struct ViewBuilder {
    private let db: Database
    let organisation: String
    let day: Day
    private let derivation: Derivation
    let source: ViewSource
    private let selection: RiskSelection
    private let texts: RecordTexts
    private let actions: Bool
    private let sightings: Sightings
    /// The extracts up to the day that hold open risks only, or for which people answered.
    private let asking: [(extract: StoredExtract, asks: Bool)]
    /// The days of extracts up to the day.
    let days: [Day]
    /// Which records are principal risks' own on the day.
    private let ownRecords: OwnRecords
    private var truth: Truth { derivation.truth }

    init(
        _ db: Database, of organisation: String, day: Day, derivation: Derivation,
        source: ViewSource, selection: RiskSelection = .everything, texts: RecordTexts = .all,
        actions: Bool = true
    ) throws {
        self.db = db
        self.organisation = organisation
        self.day = day
        self.derivation = derivation
        self.source = source
        self.selection = selection
        self.texts = texts
        self.actions = actions
        let extracts = derivation.truth.active(organisation, .risks).filter {
            $0.summary.asAt <= day
        }
        sightings = Sightings(extracts)
        asking = try extracts.compactMap { extract in
            let asks = try extract.holdsOpenOnly(derivation.records)
            return asks || !extract.absences.isEmpty ? (extract, asks) : nil
        }
        days = derivation.truth.viewDays(organisation, upTo: day)
        let framework = try derivation.framework(organisation, onOrBefore: day)?.framework
        ownRecords = try OwnRecords(framework) { id in
            let key = RiskKey(organisation: organisation, id: id)
            switch source {
            case .tables(let derived):
                return try derived.risk(key).flatMap { try derived.point($0.id, onOrBefore: day) }
                    != nil
            case .derivation:
                return try derivation.ownRecords(organisation)[id]?.contains { $0.day <= day }
                    ?? false
            case .played(let known): return known.contains { $0.key == key }
            }
        }
    }

    /// History is played again for the question, all risks of it.
    var isPlayed: Bool { if case .tables = source { false } else { true } }

    /// The same question of every risk.
    func wider() throws -> ViewBuilder {
        try ViewBuilder(
            db, of: organisation, day: day, derivation: derivation, source: source, texts: texts,
            actions: actions)
    }

    /// The whole view.
    func view() throws -> RegisterView {
        var view = try frame()
        try eachState { view.add($0) }
        if selection.isEverything, let newest = view.newest {
            view.newest = recounted(newest, view)
        }
        return view
    }

    /// Gives every risk that the selection admits, by key.
    func eachState(_ body: (RiskState) throws -> Void) throws {
        func take(_ found: Found) throws {
            let state = try state(found)
            if selection.admits(state) { try body(state) }
        }
        let previous = days.dropLast().last
        switch source {
        case .tables(let derived):
            // Only ids and keys are held, so that a large register can be walked.
            var risks: [StoredRisk] = []
            try NarrowRisks(derived, organisation, selection, on: day).each { risks.append($0) }
            risks.sort { $0.key < $1.key }
            for risk in risks {
                if let found = try found(risk, derived, before: previous) { try take(found) }
            }
        case .derivation:
            for found in try play(before: previous).sorted(by: { $0.key < $1.key }) {
                try take(found)
            }
        case .played(let known):
            for found in known.sorted(by: { $0.key < $1.key }) { try take(found) }
        }
    }

    /// The view without any risk.
    func frame() throws -> RegisterView {
        let rulebooks = try derivation.rulebooks(organisation)
        guard let rulebook = (rulebooks.last { $0.from <= day } ?? rulebooks.first)?.rulebook
        else { throw StoreError.noRulebook }
        var view = RegisterView(
            of: organisation, asAt: day, knownAt: truth.sequence, knownAtTime: truth.recordedAt,
            rulebook: rulebook)
        view.isOneOfSeveral = truth.organisations.count > 1
        view.selection = selection
        view.ownRecords = ownRecords
        let counting = truth.stored.filter {
            $0.summary.organisation == organisation && !$0.activeKinds.isEmpty
                && $0.summary.asAt <= day
        }.sorted(by: StoredExtract.precedes)
        view.extracts = counting.map(\.summary)
        let withRisks = counting.filter { $0.activeKinds.contains(.risks) }.map(\.summary)
        view.newest = withRisks.last
        view.previous = withRisks.last { $0.asAt < (view.newest?.asAt ?? day) }
        view.doubles = try derivation.doubles(
            of: counting.filter {
                $0.activeKinds.contains(.risks) && $0.summary.asAt == view.newest?.asAt
            }, on: day)
        try fillFramework(&view)
        if actions { try fillActions(&view) }
        let early = try derivation.rulingsBeforeSeen(organisation, on: day)
        let left = try derivation.leftToRecords(organisation, by: day)
        view.rulings = truth.rulings.filter {
            $0.subject.organisation == organisation && $0.date <= day
                && !early.contains($0.sequence)
        }.map { ruling in
            // What was ruled on a line while a record was its own has stayed with the record since.
            guard let record = left[ruling.sequence] else { return ruling }
            var ruling = ruling
            ruling.subject = record
            return ruling
        }
        view.papers = truth.papers(of: organisation).filter { $0.asAt < day }
        view.rulebooks = truth.rulebooks(of: organisation).filter { $0.effectiveFrom <= day }
        return view
    }

    // MARK: - Risks

    func state(_ found: Found) throws -> RiskState {
        let isWhole = texts.includes(found.now.standing)
        let (record, line) = try record(found.key, found.now, isWhole)
        var state = RiskState(
            key: found.key, record: record, standing: found.now.standing,
            lastSeen: found.now.day)
        if let before = found.before { state.before = try was(before, found, state, isWhole) }
        switch found.key.level {
        case .operational:
            state.lastSeen = found.seen?.day ?? found.now.day
            state.isOutOfScope = sightings.isOutOfScope(record, lastHeldBy: found.seen)
            state.isAsked = try isAsked(state, lastHeldBy: found.seen)
        case .principal:
            let holding = try derivation.framework(holding: found.key, onOrBefore: day)
            state.lastSeen = holding?.day ?? found.now.day
            state.principal =
                holding?.framework.principalRisks.first { $0.id == found.key.id } ?? line
            state.own = try ownRecords.record(of: found.key.id).flatMap(own)
        }
        // Nobody looked at what the newest extract does not cover: it has not stayed the same either.
        if days.count > 1, !state.isOutOfScope { state.movement = movement(state) }
        return state
    }

    /// The risk of a principal risk's own record.
    private func own(_ id: String) throws -> RiskState? {
        let key = RiskKey(organisation: organisation, id: id)
        let previous = days.dropLast().last
        switch source {
        case .tables(let derived):
            guard let risk = try derived.risk(key) else { return nil }
            return try found(risk, derived, before: previous).map(state)
        case .derivation:
            var played: PlayedRisk?
            try derivation.operational(organisation, only: [id]) { played = $0 }
            return try played.flatMap {
                Found($0, $0.points.map(\.point), on: day, before: previous, sightings)
            }.map(state)
        case .played(let known): return try known.first { $0.key == key }.map(state)
        }
    }

    /// Exports of open risks only lack an open risk, and people have not said that it was left out.
    private func isAsked(_ state: RiskState, lastHeldBy place: Sightings.Place?) throws -> Bool {
        guard state.status == .open, let place, !asking.isEmpty else { return false }
        var isAsked = false
        for (extract, asks) in asking
        where extract.summary.asAt > place.day && extract.summary.source == place.source {
            guard extract.summary.scope.covers(state.record) else { continue }
            if let answer = extract.absences[state.key.id] {
                if answer == .leftOut { return false }
            } else if asks {
                isAsked = true
            }
        }
        return isAsked
    }

    private func record(
        _ key: RiskKey, _ point: StoredPoint, _ isWhole: Bool
    ) throws -> (record: RiskRecord, line: AssuranceFramework.PrincipalRisk?) {
        guard key.level == .operational, !isWhole else {
            return try derivation.record(of: key, at: point)
        }
        if case .tables(let derived) = source {
            return (derivation.held(try derived.brief(point), of: key, at: point), nil)
        }
        return (RecordCodec.brief(try derivation.record(of: key, at: point).record), nil)
    }

    private func was(
        _ before: StoredPoint, _ found: Found, _ state: RiskState, _ isWhole: Bool
    ) throws -> RiskState.Before {
        if before == found.now, found.key.level == .operational {
            return RiskState.Before(recordOf: state)
        }
        if before.record == found.now.record, before.reading == found.now.reading,
            found.key.level == .operational,
            (before.standing.status == .closed) == (state.status == .closed)
        {
            return RiskState.Before(recordOf: state, standing: before.standing)
        }
        return RiskState.Before(
            record: try record(found.key, before, isWhole).record, standing: before.standing)
    }

    func found(
        _ risk: StoredRisk, _ derived: Derived, before previous: Day?
    ) throws -> Found? {
        guard let now = try derived.point(risk.id, onOrBefore: day) else { return nil }
        let before = try previous.flatMap {
            try now.day <= $0 ? now : derived.point(risk.id, onOrBefore: $0)
        }
        let seen = try sightings.last(of: risk, onOrBefore: day) {
            try derived.seen.span(risk.id, onOrBefore: day)
        }
        return Found(key: risk.key, now: now, before: before, seen: seen)
    }

    /// The risks as history gives them when it is played again.
    private func play(before previous: Day?) throws -> [Found] {
        var found: [Found] = []
        func take(_ played: PlayedRisk) {
            let points = played.points.map(\.point)
            let isAsked =
                selection.changing.map { days in
                    played.risk.key.level == .principal
                        || points.contains { days.contains($0.day) }
                } ?? true
            guard isAsked,
                let one = Found(played, points, on: day, before: previous, sightings)
            else { return }
            found.append(one)
        }
        if selection.level != .principal {
            try derivation.operational(organisation, only: selection.ids, to: take)
        }
        if selection.level != .operational { try derivation.principal(organisation, to: take) }
        return found
    }

    private func movement(_ state: RiskState) -> MovementWord? {
        guard let before = state.before else { return .new }
        if state.status == .open, before.standing.status != .open { return .returned }
        // Scores on two matrices are not compared.
        if state.isRescaled { return nil }
        switch (before.standing.outcome.score, state.score) {
        case (nil, nil): return .same
        case (let old?, let new?): return new == old ? .same : new > old ? .up : .down
        // A score lost is not a fall, nor one found a rise: the finding says it.
        case (nil, _?), (_?, nil): return nil
        }
    }

    // MARK: - The rest

    private func fillFramework(_ view: inout RegisterView) throws {
        guard let newest = try derivation.framework(organisation, onOrBefore: day) else { return }
        view.framework = newest.framework
        view.frameworkDay = newest.day
        view.frameworkBefore = try derivation.framework(
            organisation, onOrBefore: newest.day.adding(days: -1))?.framework
    }

    /// The newest actions of each source; those of parts stand beside the newest of the whole.
    private func fillActions(_ view: inout RegisterView) throws {
        let extracts = truth.active(organisation, .actions).filter { $0.summary.asAt <= day }
        guard let newest = extracts.last else { return }
        var actions: [(key: String, action: ActionRecord)] = []
        for source in Set(extracts.map(\.summary.source)).sorted() {
            let ofSource = extracts.filter { $0.summary.source == source }
            let start = ofSource.lastIndex { $0.summary.scope == .all } ?? 0
            var taken = Set<ExtractScope>()
            var known = Set<String>()
            for extract in ofSource[start...].reversed()
            where taken.insert(extract.summary.scope).inserted {
                let held = try records(of: extract)
                // A newer part speaks for its actions; within one extract an id may stand twice.
                actions += held.filter { !known.contains($0.key) }
                known.formUnion(held.map(\.key))
            }
        }
        // Places in the list are sorted, not actions: these are large to move.
        let risks = actions.map { $0.action.riskID ?? "" }
        let order = actions.indices.sorted { one, two in
            if risks[one] != risks[two] { return RiskKey.precedes(risks[one], risks[two]) }
            if actions[one].key != actions[two].key {
                return RiskKey.precedes(actions[one].key, actions[two].key)
            }
            return actions[one].action.text < actions[two].action.text
        }
        view.actions = order.map { actions[$0].action }
        view.actionsDay = newest.summary.asAt
    }

    private func records(of extract: StoredExtract) throws -> [(key: String, action: ActionRecord)]
    {
        var held: [(key: String, action: ActionRecord)] = []
        for file in extract.files(.actions) {
            for record in try Manifest.records(db, file: file.id) {
                held.append(try derivation.records.action(record, file.reading))
            }
        }
        return held
    }

    /// The newest extract's account as of the view: what is known by then and what the day's rules make of it.
    private func recounted(_ newest: ExtractSummary, _ view: RegisterView) -> ExtractSummary {
        var extract = newest
        var balance = Balance()
        balance.rejected = newest.balance.rejected
        (extract.new, extract.changed, extract.unchanged, extract.vanished) = (0, 0, 0, 0)
        // A record that is a principal risk's own stays where the one risk does.
        let lines = Dictionary(
            view.principalRisks.compactMap { line in line.ownLine.map { ($0.key, $0) } },
            uniquingKeysWith: { first, _ in first })
        for state in view.risks {
            if (lines[state.key] ?? state).standing.isKept { balance.keptOnRegister += 1 }
            if state.status == .vanished, state.before?.standing.status == .open {
                extract.vanished += 1
            }
            guard state.lastSeen == newest.asAt else { continue }
            balance[state.outcome.routing] += 1
            if let before = state.before {
                if before.record == state.record {
                    extract.unchanged += 1
                } else {
                    extract.changed += 1
                }
            } else {
                extract.new += 1
            }
        }
        balance.records = newest.balance.records
        // Several extracts of a day (parts, sources) share its risks: then each keeps its own account.
        guard balance.balances else { return newest }
        extract.balance = balance
        return extract
    }
}

extension RegisterView {
    /// Adds a risk after those of its level.
    mutating func add(_ state: RiskState) {
        switch state.key.level {
        case .operational: risks.append(state)
        case .principal: principalRisks.append(state)
        }
    }
}
