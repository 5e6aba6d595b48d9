import RegisterDesk
import RegisterReports

extension Output {
    /// Writes an answer in the form that was asked for.
    static func answer(
        _ answer: some DeskAnswer, _ table: @autoclosure () -> OutputTable, as form: OutputForm
    ) throws {
        switch form {
        case .json: write(try answer.json())
        case .csv: write(table().csv)
        case .table: write(table().text(width: Surroundings.width))
        }
    }

    /// Says that an answer is only supposed, where rules were named on a question.
    static func note(_ basis: AnswerBasis, _ common: CommonOptions) {
        guard let whatIf = basis.whatIf, !common.quiet else { return }
        note("what-if: every day by the rules \(whatIf) of --rules")
    }
}
