import RegisterStore
import RiskRegister

/// The views that an answer is made of: one for each organisation.
struct Views {
    /// The views, by organisation.
    let all: [RegisterView]
    /// What they speak for.
    let basis: AnswerBasis
}

/// A risk that an id named, in the view that it was found in.
struct FoundRisk {
    let state: RiskState
    let view: RegisterView
    let basis: AnswerBasis

    /// The id to print.
    var label: String { view.label(state.key) }
}

extension Visit {
    /// The organisations of a moment that the asker may know of, sorted.
    ///
    /// One outside the asker's scope is as unknown as one that does not exist.
    func organisations(_ moment: Moment) throws -> [String] {
        let known = try store().organisations(knownAt: try moment.point()).filter {
            asker.scope.organisations?.contains($0) ?? true
        }
        guard !known.isEmpty else { throw StoreError.nothingImported }
        for code in moment.organisations where !known.contains(code) {
            throw StoreError.noSuchOrganisation(code, known: known)
        }
        return moment.organisations.isEmpty ? known : known.filter(moment.organisations.contains)
    }

    /// The views of a moment, as far as the asker may know.
    ///
    /// - Parameters:
    ///   - moment: The day, the knowledge, the organisations.
    ///   - selection: Which risks they hold: only these are read.
    ///   - texts: Whose records hold their long texts.
    ///   - withFindings: Whether the checks are run on these risks.
    /// - Returns: One view for each organisation.
    /// - Throws: Whatever stands in the way.
    func views(
        _ moment: Moment, selecting selection: RiskSelection = .everything,
        texts: RecordTexts = .all,
        withFindings: Bool
    ) throws -> Views {
        let (store, point, whatIf) = (try store(), try moment.point(), try moment.whatIf())
        // What lies outside the asker's scope is not read.
        let selection = selection.within(directorates: asker.scope.directorates)
        let head = try store.head()
        let views = try organisations(moment).map { organisation in
            try desk.cache.view(
                ViewCache.Key(
                    organisation: organisation, head: head, asAt: moment.asAt, knownAt: point,
                    selection: selection, texts: texts),
                withFindings: withFindings, isKept: whatIf == nil
            ) {
                if withFindings {
                    return try store.checkedView(
                        of: organisation, asAt: moment.asAt, knownAt: point, whatIf: whatIf,
                        selecting: selection, texts: texts)
                }
                return try store.view(
                    of: organisation, asAt: moment.asAt, knownAt: point, whatIf: whatIf,
                    selecting: selection, texts: texts, actions: false)
            }.narrowed(to: asker.scope)
        }
        return Views(all: views, basis: AnswerBasis(views, whatIf))
    }

    /// The views of a moment in parts, so that a nation's risks are never all held at once.
    ///
    /// - Parameters:
    ///   - moment: The day, the knowledge, the organisations.
    ///   - selection: Which risks they hold.
    ///   - body: Takes a part, with the findings about its risks, in the order of the risks.
    /// - Returns: What the parts speak for: of each organisation a view with the risks of its last part.
    /// - Throws: Whatever stands in the way.
    func eachPart(
        _ moment: Moment, selecting selection: RiskSelection, body: (RegisterView) throws -> Void
    ) throws -> Views {
        let store = try store()
        guard try store.riskCount() > Visit.mostHeld else {
            let views = try views(moment, selecting: selection, texts: .none, withFindings: true)
            try views.all.forEach(body)
            return views
        }
        let (point, whatIf) = (try moment.point(), try moment.whatIf())
        let selection = selection.within(directorates: asker.scope.directorates)
        let last = try organisations(moment).compactMap { organisation in
            var last: RegisterView?
            try store.eachPart(
                of: organisation, asAt: moment.asAt, knownAt: point, whatIf: whatIf,
                selecting: selection
            ) { part in
                let part = part.narrowed(to: asker.scope)
                try body(part)
                last = part
            }
            return last
        }
        return Views(all: last, basis: AnswerBasis(last, whatIf))
    }

    /// The most risks that a question holds at once, where it can do with parts: a large trust has a tenth.
    static let mostHeld = 20_000

    /// What one owner should act on at a moment, as far as the asker may know.
    func views(_ moment: Moment, ownedBy owner: String) throws -> Views {
        let (store, point, whatIf) = (try store(), try moment.point(), try moment.whatIf())
        let views = try organisations(moment).map { organisation in
            try store.findings(
                ownedBy: owner, of: organisation, asAt: moment.asAt, knownAt: point,
                whatIf: whatIf
            ).narrowed(to: asker.scope)
        }
        return Views(all: views, basis: AnswerBasis(views, whatIf))
    }

    /// The risk that an id names at a moment.
    ///
    /// "ORG:ID" names one of an organisation; an id alone will do where only one has it.
    func risk(_ named: String, _ moment: Moment, withFindings: Bool) throws -> FoundRisk {
        let id = named.normalID
        let organisations = try organisations(moment)
        var moment = moment
        if let named = organisations.first(where: { id.hasPrefix($0 + ":") }) {
            moment.organisations = [named]
        }
        let ids =
            [id]
            + organisations.filter { id.hasPrefix($0 + ":") }
            .map { String(id.dropFirst($0.count + 1)) }
        let views = try views(
            moment, selecting: RiskSelection(ids: Set(ids)), withFindings: withFindings)
        let found = views.all.compactMap { view in
            view.risk(named: id).map { FoundRisk(state: $0, view: view, basis: views.basis) }
        }
        guard found.count <= 1 else {
            throw DeskFailure(
                .usage,
                "there is a risk \(id) in more than one organisation: name one of "
                    + found.map(\.label).joined(separator: ", "))
        }
        guard let found = found.first else {
            throw DeskFailure(
                .missing,
                "there is no risk \(id) in the register as at \(views.basis.days); "
                    + "`baf risks --level all` lists them")
        }
        return found
    }
}

extension Visit {
    /// A risk as it stands: a principal risk's own record, where the one risk does.
    func standing(_ found: FoundRisk, _ moment: Moment) throws -> RiskState {
        let key = found.view.ownRecords.counted(found.state.key)
        guard key != found.state.key else { return found.state.joined }
        var moment = moment
        moment.organisations = [key.organisation]
        let line = try risk(key.id, moment, withFindings: false).state
        var state = found.state
        state.standing.memberships = line.joined.standing.memberships
        return state
    }

    /// The rulings on a risk under any id that it has, by date, then sequence.
    func rulings(on found: FoundRisk) throws -> [Ruling] {
        let store = try store()
        let key = found.state.key
        let halves = found.view.ownRecords
        let other =
            key.level == .principal
            ? halves.record(of: key.id).map { RiskKey(organisation: key.organisation, id: $0) }
            : halves.counted(key) == key ? nil : halves.counted(key)
        let rulings = try ([key] + [other].compactMap { $0 }).flatMap {
            try store.history(of: $0).rulings
        }
        return rulings.sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
    }
}

extension RegisterView {
    /// What waits for a person of a risk; of a principal risk's own record nothing is asked beside it.
    func proposals(of state: RiskState) -> [Proposal] {
        ownRecords.counted(state.key) == state.key ? state.joined.standing.proposals : []
    }

    /// The findings about a risk, those about its own record among them.
    func findings(of state: RiskState) -> [Finding] {
        guard state.own != nil else { return findings.filter { $0.subject == .risk(state.key) } }
        return countedFindings.filter { $0.subject == .risk(state.key) }
    }

    /// The view as somebody sees it who may know only of some directorates.
    ///
    /// Nothing of a risk outside is left: no record, finding, ruling or action, and no count of it.
    func narrowed(to scope: AskerScope) -> RegisterView {
        guard let directorates = scope.directorates else { return self }
        var view = self
        let selection = RiskSelection(directorates: directorates)
        view.risks.removeAll { !selection.admits($0) }
        view.principalRisks.removeAll { !selection.admits($0) }
        let known = Set(view.allRisks.map(\.key))
        let ids = Set(known.map(\.id))
        view.ownRecords.keep { id in view.principalRisks.contains { $0.key.id == id } }
        view.rulings.removeAll { !known.contains($0.subject) }
        view.actions?.removeAll { !ids.contains($0.riskID ?? "") }
        let rulings = Set(view.rulings.map(\.sequence))
        view.findings.removeAll { finding in
            switch finding.subject {
            case .risk(let key): !known.contains(key)
            case .action(_, let riskID): !ids.contains(riskID ?? "")
            case .ruling(let sequence): !rulings.contains(sequence)
            case .objective: false
            // What a file or an extract held tells of the whole register.
            case .extract, .file: true
            }
        }
        return view
    }
}
