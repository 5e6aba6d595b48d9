import RegisterReports
import RiskRegister

/// A trial for programs and spreadsheets.
extension TrialAnswer {
    /// A row for each risk and register moved, for a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: [
                "ID", "Level", "Title", "Owner", "Directorate", "Score", "Tried score", "Register",
                "Move", "Basis", "Since", "Sentence",
            ],
            rows: trial.effects.flatMap { effect in
                effect.moves.map { move in
                    [
                        .text(effect.id), .text(effect.states.tried.key.level.rawValue),
                        .text(orAbsent: effect.record.title), .text(orAbsent: effect.record.owner),
                        .text(orAbsent: effect.record.directorate),
                        .number(orAbsent: effect.outcomes.inForce.score),
                        .number(orAbsent: effect.outcomes.tried.score), .text(move.register),
                        .text(move.direction.rawValue), .text(move.basis.rawValue),
                        .day(move.since), .text(move.sentence),
                    ]
                }
            })
    }

    /// The whole trial; its fields are part of the public interface.
    var json: JSONValue {
        let rulebooks = trial.views.map(\.rulebook)
        var tried = policy(rulebooks.tried, trial.thresholds.tried)
        tried += [
            ("folder", .string(folder)),
            ("alwaysInForce", .boolean(trial.force == .always)),
        ]
        switch trial.force {
        case .always: tried.append(("inForceFrom", .null))
        case .from(let day): tried.append(("inForceFrom", .string(day.description)))
        }
        return .object([
            ("headline", .string(trial.headline)),
            ("asAt", .string(trial.asAt.description)),
            ("knownAt", .integer(trial.views.inForce.knownAt)),
            ("inForce", .object(policy(rulebooks.inForce, trial.thresholds.inForce))),
            ("tried", .object(tried)),
            ("differences", differences.json),
            ("registers", .array(trial.registers.map(register))),
            ("decisions", decisions),
            ("idleRulings", .object(both(trial.idleRulings))),
            ("months", trial.months.map(months) ?? .null),
            ("moves", moves),
            ("effects", .array(trial.effects.map(effect))),
        ])
    }

    private func policy(_ rulebook: Rulebook, _ threshold: Int?) -> [(String, JSONValue)] {
        [
            ("id", .string(rulebook.id)), ("version", .string(rulebook.version)),
            ("effectiveFrom", .string(rulebook.effectiveFrom.description)),
            ("digest", .string(rulebook.digest)), ("threshold", .integer(threshold)),
        ]
    }

    private func both(_ counts: PolicyTrial.Both<Int>) -> [(String, JSONValue)] {
        [
            ("inForce", .integer(counts.inForce)), ("tried", .integer(counts.tried)),
            ("difference", .integer(counts.tried - counts.inForce)),
        ]
    }

    private func register(_ register: PolicyTrial.Register) -> JSONValue {
        .object([
            ("id", .text(register.inForce?.id)), ("triedId", .text(register.tried?.id)),
            ("name", .text(register.definition?.name)),
            ("purpose", .string(register.purpose.rawValue)),
            ("reviewer", .text(register.definition?.reviewer)),
            ("rhythm", .text(register.definition?.rhythm)),
            ("length", .object(both(trial.length(of: register)))),
            ("kept", .object(both(trial.kept(on: register)))),
            ("joins", .integer(trial.moves(register, .joins).count)),
            ("leaves", .integer(trial.moves(register, .leaves).count)),
            ("byDirectorate", shares(trial.byDirectorate(register))),
            ("byOwner", shares(trial.byOwner(register))),
            ("byObjective", shares(trial.byObjective(register))),
        ])
    }

    private func shares(_ shares: [PolicyTrial.Share]) -> JSONValue {
        .array(
            shares.map { share in
                .object([
                    ("name", .text(share.name)), ("inForce", .integer(share.inForce)),
                    ("tried", .integer(share.tried)), ("difference", .integer(share.difference)),
                ])
            })
    }

    private var decisions: JSONValue {
        .object(
            both(trial.decisionCount) + [
                (
                    "byBody",
                    .array(
                        trial.decisions.map { body, counts in
                            .object([("needs", .string(body))] + both(counts))
                        })
                )
            ])
    }

    private func months(_ months: PolicyTrialMonths) -> JSONValue {
        .object([
            ("baseline", .text(months.baseline?.description)),
            ("days", .array(months.months.enumerated().map { month($1, $0, months) })),
            (
                "registers",
                .array(
                    months.registers.indices.map { index in
                        var members: [(String, JSONValue)] = [
                            ("id", .text(months.registers[index].inForce?.id)),
                            ("triedId", .text(months.registers[index].tried?.id)),
                        ]
                        if let peak = months.peak(index), let mean = months.meanInTenths(index) {
                            members += [
                                ("peak", .object(both(peak.map(\.length)))),
                                (
                                    "mean",
                                    .object([
                                        ("inForce", tenths(mean.inForce)),
                                        ("tried", tenths(mean.tried)),
                                    ])
                                ),
                            ]
                        }
                        return .object(
                            members + [("unsteady", .object(both(months.unsteady[index])))])
                    })
            ),
        ])
    }

    private func tenths(_ value: Int) -> JSONValue { .decimal("\(value / 10).\(value % 10)") }

    private func month(
        _ month: PolicyTrialMonths.Month, _ index: Int, _ months: PolicyTrialMonths
    ) -> JSONValue {
        let isKnown = months.hasMovements(index)
        func moved(_ counts: PolicyTrial.Both<Int>) -> JSONValue {
            isKnown ? .object(both(counts)) : .null
        }
        let registers = months.registers.enumerated().map { place, register in
            let counts = month.tally.map { $0.registers[place] }
            return JSONValue.object([
                ("id", .text(register.inForce?.id)), ("triedId", .text(register.tried?.id)),
                ("length", .object(both(counts.map(\.length)))),
                ("kept", .object(both(counts.map(\.kept)))),
                ("decisions", .object(both(counts.map(\.decisions)))),
                ("newDecisions", moved(counts.map(\.arisen))),
                ("joined", moved(counts.map(\.joined))),
                ("returned", moved(counts.map(\.returned))), ("left", moved(counts.map(\.left))),
            ])
        }
        return .object([
            ("day", .string(month.day.description)), ("registers", .array(registers)),
        ])
    }

    // MARK: - Risks

    private var moves: JSONValue {
        .array(
            trial.effects.flatMap { effect in
                effect.moves.map { move in
                    .object(
                        subject(effect) + [
                            ("register", .string(move.register)),
                            ("move", .string(move.direction.rawValue)),
                            ("basis", .string(move.basis.rawValue)),
                            ("since", .string(move.since.description)),
                            ("sentence", .string(move.sentence)),
                        ])
                }
            })
    }

    private func subject(_ effect: PolicyTrial.Effect) -> [(String, JSONValue)] {
        [
            ("id", .string(effect.id)),
            ("level", .string(effect.states.tried.key.level.rawValue)),
            ("title", .string(effect.record.title)), ("owner", .text(effect.record.owner)),
            ("directorate", .text(effect.record.directorate)),
            ("score", .integer(effect.outcomes.inForce.score)),
            ("triedScore", .integer(effect.outcomes.tried.score)),
        ]
    }

    private func effect(_ effect: PolicyTrial.Effect) -> JSONValue {
        let reviewBy = effect.reviewBy
        return .object(
            subject(effect) + [
                ("inForce", side(effect.states.inForce, reviewBy.inForce)),
                ("tried", side(effect.states.tried, reviewBy.tried)),
                ("decisionsArising", .array(effect.arising.map(proposal))),
                ("decisionsVanishing", .array(effect.vanishing.map(proposal))),
            ])
    }

    private func side(_ state: RiskState, _ reviewBy: Day?) -> JSONValue {
        let outcome = state.outcome
        return .object([
            ("grade", .text(outcome.grade)), ("routing", .string(outcome.routing.rawValue)),
            (
                "registers",
                .array(
                    state.standing.memberships.map { stay in
                        .object([
                            ("register", .string(stay.register)),
                            ("basis", .string(stay.basis.rawValue)),
                            ("since", .string(stay.since.description)),
                        ])
                    })
            ),
            ("reviewer", .text(outcome.review.reviewer)),
            ("reviewMonths", .integer(outcome.review.intervalMonths)),
            ("reviewBy", .text(reviewBy?.description)),
            ("acceptor", .text(outcome.review.acceptor)),
        ])
    }

    private func proposal(_ proposal: Proposal) -> JSONValue {
        .object([
            ("kind", .string(proposal.kind.rawValue)), ("register", .string(proposal.register)),
            ("since", .string(proposal.since.description)), ("needs", .string(proposal.needs)),
            ("reason", .string(proposal.reason)),
        ])
    }
}
