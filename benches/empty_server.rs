//! A server that answers `initialize` and every hover with the same words: what the protocol itself costs, to compare
//! with. `benches/compare.sh` builds it.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Hover, HoverContents, HoverParams, HoverProviderCapability, InitializeParams, InitializeResult,
    MarkedString, ServerCapabilities,
};
use tower_lsp::{LanguageServer, LspService, Server};

struct Empty;

#[tower_lsp::async_trait]
impl LanguageServer for Empty {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let hover_provider = Some(HoverProviderCapability::Simple(true));
        let capabilities = ServerCapabilities { hover_provider, ..ServerCapabilities::default() };
        Ok(InitializeResult { capabilities, server_info: None })
    }

    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        let contents = HoverContents::Scalar(MarkedString::String("nothing".to_owned()));
        Ok(Some(Hover { contents, range: None }))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (service, socket) = LspService::new(|_| Empty);
    Server::new(tokio::io::stdin(), tokio::io::stdout(), socket).serve(service).await;
}
